import type { Role } from '@alliance/domain/access/actor';
import type { DemoPerson } from './people.data.js';

type Row = readonly [key: string, name: string, role: Role, title: string, department?: string];

const scopes: Readonly<Record<string, string>> = {
  cardiology: '内科专业（心血管病）',
  ccu: '内科专业（心血管病）',
  emergency: '急救医学专业',
};
const independent = ['2008-06-01', '2013-09-01', '2016-03-15', '2019-11-01'] as const;

const at = (hospital: string, rows: readonly Row[]): DemoPerson[] =>
  rows.map(([key, name, role, title, department], n) => ({
    ...{ username: `${hospital}.${key}`, name, hospital, role, title, who: '' },
    ...(department && { department }),
    ...(role === 'doctor' && {
      practises: [department === 'general' ? '全科医学专业' : (scopes[department ?? ''] ?? '内科专业'), independent[n % 4] ?? '2016-03-15'],
    }),
  }));

/** Invented people who work in the members and do not sign in: nobody answers everything alone. */
export const staff: readonly DemoPerson[] = [
  ...at('lead', [
    ['cardiologist', '叶知秋', 'doctor', '主治医师', 'cardiology'],
    ['cardiologist2', '顾怀瑾', 'doctor', '主任医师', 'cardiology'],
    ['ccu', '骆云舟', 'doctor', '副主任医师', 'ccu'],
    ['emergency', '祁连山', 'doctor', '副主任医师', 'emergency'],
    ['emergency2', '白鹭', 'doctor', '主治医师', 'emergency'],
    ['respiratory', '闻人杰', 'doctor', '副主任医师', 'respiratory'],
    ['neurology', '卓文澜', 'doctor', '主治医师', 'neurology'],
    ['obstetrics', '夏雨荷', 'doctor', '主任医师', 'obstetrics'],
    ['newborn', '安宁', 'doctor', '副主任医师', 'newborn'],
    ['paediatrics', '苗春晓', 'doctor', '主治医师', 'paediatrics'],
    ['desk', '程晚晴', 'coordinator', '转诊专员'],
  ]),
  ...at('county', [
    ['cardiologist', '戴云飞', 'doctor', '副主任医师', 'cardiology'],
    ['emergency', '霍青', 'doctor', '主治医师', 'emergency'],
    ['physician', '尹秋实', 'doctor', '主治医师', 'medicine'],
    ['obstetrics', '季兰心', 'doctor', '副主任医师', 'obstetrics'],
  ]),
  ...at('tcm', [
    ['cardiologist', '焦仲景', 'doctor', '副主任中医师', 'cardiology'],
    ['rehabilitation', '苗本草', 'doctor', '主治中医师', 'rehabilitation'],
    ['desk', '佘静姝', 'coordinator', '转诊专员'],
  ]),
  ...at('township', [['physician', '柳长河', 'doctor', '全科医师', 'general']]),
  ...at('wangling', [
    ['admin', '乔安邦', 'member_administrator', '医务科科长'],
    ['desk', '温如玉', 'coordinator', '转诊专员'],
    ['cardiologist', '迟砚', 'doctor', '主治医师', 'cardiology'],
    ['emergency', '石磊', 'doctor', '主治医师', 'emergency'],
    ['physician', '黎明辉', 'doctor', '副主任医师', 'medicine'],
  ]),
  ...at('bitan', [
    ['admin', '汤和平', 'member_administrator', '副院长'],
    ['desk', '郝雪梅', 'coordinator', '转诊专员'],
    ['cardiologist', '翟明远', 'doctor', '主治医师', 'cardiology'],
    ['emergency', '左辰', 'doctor', '主治医师', 'emergency'],
    ['physician', '覃晓岚', 'doctor', '主治医师', 'medicine'],
  ]),
  ...at('shuangxi', [
    ['admin', '常守信', 'member_administrator', '医务科科长'],
    ['desk', '纪小舟', 'coordinator', '转诊专员'],
    ['cardiologist', '桑榆', 'doctor', '主治医师', 'cardiology'],
    ['emergency', '樊江', 'doctor', '住院医师', 'emergency'],
    ['physician', '路漫', 'doctor', '主治医师', 'medicine'],
  ]),
  ...at('sanqiao', [
    ['admin', '谷丰年', 'member_administrator', '院长'],
    ['physician', '廖春生', 'doctor', '全科医师', 'general'],
  ]),
  ...at('yuntai', [
    ['admin', '冷秋月', 'member_administrator', '院长'],
    ['physician', '屠晓东', 'doctor', '全科医师', 'general'],
    ['physician2', '封小龙', 'doctor', '全科医师', 'general'],
  ]),
  ...at('luming', [
    ['admin', '车建业', 'member_administrator', '副院长'],
    ['physician', '米兰', 'doctor', '全科助理医师', 'general'],
  ]),
  ...at('huangnitang', [
    ['admin', '费长贵', 'member_administrator', '院长'],
    ['physician', '仇大海', 'doctor', '全科医师', 'general'],
  ]),
  ...at('songping', [
    ['admin', '甘雨', 'member_administrator', '院长'],
    ['physician', '蓝志野', 'doctor', '全科医师', 'general'],
  ]),
  ...at('other', [['emergency', '邢帆', 'doctor', '主治医师', 'emergency']]),
];
