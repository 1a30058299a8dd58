/** Anything a participation's tasks follow: a confirmed place, a step of the visa case, a task closed by a person. */
export const participationChanged = 'participation.changed'
/** The edition's days moved; one row for each participation. */
export const editionChanged = 'edition.changed'
/** The person saved the travel form. */
export const identitySaved = 'identity.saved'
