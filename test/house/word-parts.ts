// Files whose words are part of keys of both catalogues: the applicants' and the staff's.
export const places = ['apps/registration/src/referee/place.ts']
export const tasks = ['libs/domain/src/task/rules.ts']
export const visaPath = ['libs/domain/src/visa/lifecycle.ts']
export const cohortFamilies = 'libs/domain/src/selection/draft/families.ts'
