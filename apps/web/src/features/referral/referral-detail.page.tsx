export const ReferralDetailPage = () => null;
