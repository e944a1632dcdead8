export const ReferralQueuePage = () => null;
