/** Who answers for the local defaults of an alliance. Nobody of these names exists: the row and the name say so. */
const signatories: Readonly<Record<string, readonly [name: string, title: string]>> = {
  cardiovascular: ['尹怀瑾', '心血管内科主任医师'],
  endocrine: ['乔慕白', '内分泌科主任医师'],
  respiratory: ['施望舒', '呼吸与危重症医学科主任医师'],
  stroke: ['阮知行', '神经内科主任医师'],
  nephrology: ['颜叔和', '肾内科主任医师'],
  obstetrics: ['林素问', '产科主任医师'],
  neonatal: ['童采薇', '新生儿科主任医师'],
  trauma: ['石定远', '急诊科主任医师'],
  paediatrics: ['童采薇', '儿科主任医师'],
  tcm_rehabilitation: ['华景岳', '中医康复科主任中医师'],
};

/** The member of the core academic team that signs for an alliance's local defaults. */
export function signatory(alliance: string): { readonly name: string; readonly title: string } {
  const found = signatories[alliance];
  if (!found) throw new Error(`nobody signs for ${alliance}`);
  const [name, title] = found;
  return { name: `${name}（虚构）`, title };
}
