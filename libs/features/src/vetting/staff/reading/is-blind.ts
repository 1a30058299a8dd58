/**
 * SQL: this review was written without another's before its author, who neither was asked about one, nor had one open by another
 * role when the file was given to them, nor wrote theirs again beside others (`app.knows_review`).
 */
export const isBlind = (review: string): string => `(${review}.is_blind AND NOT EXISTS (SELECT 1 FROM app.assignment b
  WHERE b.application_id = ${review}.application_id AND b.account_id = ${review}.account_id AND (b.opinion_on IS NOT NULL OR NOT b.is_blind)))`
