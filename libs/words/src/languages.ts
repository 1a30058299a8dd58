/**
 * Languages people write and name as theirs: the 31 rows of the languages list first (pages in some, answers in all),
 * then neighbours that applicants bring. BCP 47 tags; checked 2026-11-24.
 */
const tags =
  'en fr es ar ru sv pt fa zh-Hans tr sw uk sr-Latn bs sq vi my bn ur ps am ti so ku ckb ka hy az km th ht ' +
  'be bg cs de el ff fil gn ha he hi hr hu id ig it ja kk ko ky ln lo mg mk mn ms ne nl pl qu ro rw si ta tg tk uz wo yo zh-Hant zu'

export const languageTags: readonly string[] = tags.split(' ')
