export const ReferralFormPage = () => null;
