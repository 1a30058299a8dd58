/** The three questions of the definition test (UN Declaration on Human Rights Defenders 1998; OHCHR Fact Sheet 29). */
export const definitionQuestions = ['for_others', 'universality', 'peaceful'] as const
export type DefinitionQuestion = (typeof definitionQuestions)[number]

export const definitionAnswers = ['yes', 'no', 'unsure'] as const
export type DefinitionAnswer = (typeof definitionAnswers)[number]

/** What an answer rests on; a code for counting, never words. */
export const eligibilityReasons = [
  'own_words',
  'example',
  'public_trace',
  'known_work',
  'too_little_said',
  'other',
] as const
export type EligibilityReason = (typeof eligibilityReasons)[number]

export type DefinitionTest = Readonly<Record<DefinitionQuestion, DefinitionAnswer>>

/** Inside the Declaration only where all three are; one "no" decides, anything else is open. */
export function eligibilityOf(test: DefinitionTest): DefinitionAnswer {
  const answers = definitionQuestions.map((question) => test[question])
  if (answers.includes('no')) return 'no'

  return answers.includes('unsure') ? 'unsure' : 'yes'
}
