/** Whether the long forms run (`npm run soak`): a test that has one scales its counts by this. */
export const soak = process.env.KEYRACK_SOAK === '1'
