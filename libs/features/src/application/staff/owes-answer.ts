/** SQL: true while a reader or translator has not said yet whether there is a conflict of interest: nothing opens before. */
export const owesAnswer = (application: string, account: string): string =>
  `EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = ${application} AND s.account_id = ${account}
     AND s.role IN ('reviewer', 'translator') AND s.ended_on IS NULL AND NOT s.asked_conflict)`
