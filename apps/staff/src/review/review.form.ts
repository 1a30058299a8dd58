import { type Criterion, criterionKeys, type Eligibility } from '#domain/review/rubric.js'
import { Field, fieldsOf } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

export const scoreTexts = ['1', '2', '3', '4', '5', 'na'] as const
export type ScoreText = (typeof scoreTexts)[number]

export const reasonField = (key: Criterion) => `${key}_reason` as const

/** A reader's review as typed; a draft may leave anything out. */
export class ReviewForm {
  @VersionField()
  version!: string

  /** Number of the newest version of the profile the page showed. */
  @VersionField()
  profile!: string

  @Field({ control: 'select', options: ['draft', 'submit'] })
  act!: 'draft' | 'submit'

  @Field({ control: 'radio', options: ['yes', 'no', 'unsure'], optional: true })
  eligibility?: Eligibility

  @Field({ control: 'textarea', limit: 4000, optional: true })
  comment?: string

  /** For those who decide only. */
  @Field({ control: 'textarea', limit: 4000, optional: true })
  note?: string

  /** Whether other readers see it, once it is in. */
  @Field({ control: 'radio', options: ['shared', 'private'], optional: true })
  reach?: 'shared' | 'private'
}

/** A review the author lets stand. */
export class ReviewConfirmationForm {
  @VersionField()
  profile!: string
}

/** The scores and reasons, a pair for each criterion of the rubric. */
export type TypedScores = Readonly<
  Partial<Record<Criterion, ScoreText>> & Partial<Record<ReturnType<typeof reasonField>, string>>
>

for (const key of criterionKeys) {
  Field({ control: 'radio', options: scoreTexts, optional: true })(ReviewForm.prototype, key)
  Field({ control: 'textarea', limit: 2000, optional: true })(ReviewForm.prototype, reasonField(key))
}

const aboutThePage: readonly string[] = ['version', 'profile', 'act']
const scored: readonly string[] = ['eligibility', ...criterionKeys.flatMap((key) => [key, reasonField(key)])]

/** What a reader fills in, in the order of the page: the rubric, then what is said of the whole. */
export const reviewFields = fieldsOf(ReviewForm)
  .filter(({ name }) => !aboutThePage.includes(name))
  .toSorted((a, b) => placeOf(a.name) - placeOf(b.name))
  .map(({ name, options }) => ({ name, isChosen: options.control === 'radio' }))

function placeOf(name: string): number {
  const place = scored.indexOf(name)
  return place < 0 ? scored.length : place
}
