import { words } from './i18n';

/** What people do at an institution. */
export const roleWords = words(
  'role',
  {
    doctor: '医生',
    coordinator: '转诊专员',
    expert: '会诊专家',
    quality_manager: '质控',
    lead_administrator: '牵头医院管理员',
    member_administrator: '成员单位管理员',
    management_office: '联盟管理办公室',
    auditor: '审计',
    integration_client: '系统接口',
  },
  {
    doctor: 'doctor',
    coordinator: 'referral coordinator',
    expert: 'expert',
    quality_manager: 'quality manager',
    lead_administrator: 'lead administrator',
    member_administrator: 'member administrator',
    management_office: 'management office',
    auditor: 'auditor',
    integration_client: 'machine client',
  },
);
