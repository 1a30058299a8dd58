import { cohortFamilies, places, tasks, visaPath } from './word-parts.js'
import { staffParts } from './word-templates-staff.js'

const forms = 'libs/features/src/application/registration/forms/'
const sections = [
  forms,
  'libs/features/src/application/registration/after-sending/replaceable.ts',
  'libs/features/src/journey/registration/forms/',
]
const inbox = ['libs/platform/src/mail/mail-class.ts', 'migrations/sql/vetting/0040-waitlist-interest.sql']
const mails = ['libs/platform/src/mail/mail-class.ts']
const codesOfForms = [
  'libs/platform/src/form/constraints.ts',
  'libs/platform/src/form/offer.ts',
  'libs/domain/src/application/form-rules.ts',
  'libs/domain/src/application/referee-rules.ts',
  'libs/domain/src/journey/identity-rules.ts',
]

/**
 * Templates that make keys of the catalogues, `*` for each part that is put in, and the files whose words (between quotes, or
 * names of properties) may be that part. Those of forms stand in the forms themselves.
 */
export const templateParts: Readonly<Record<string, readonly string[]>> = {
  'code.idle.*': ['apps/registration/src/code/idle.form.ts'],
  'decision.wording.*': ['libs/domain/src/decision/wordings.ts'],
  'error.*': [
    ...codesOfForms,
    'libs/features/src/journey/registration/forms/',
    'apps/staff/src/edition-call/edition-call.form.ts',
  ],
  'error.code.*': ['apps/registration/src/session/', 'apps/registration/src/code-again/'],
  'inbox.*.text': inbox,
  'inbox.*.title': inbox,
  'inbox.*.undated': mails,
  'issuer.*': ['libs/words/src/countries.ts'],
  'keep.*': ['apps/registration/src/code/keep.form.ts'],
  'mail.link.*': mails,
  'named_referee.lead.*': places,
  'option.contact_rules.*': [`${forms}channels.form.ts`],
  'option.safe_channels.channel.*': [`${forms}channels.form.ts`],
  'option.safe_channels.safe.*': [`${forms}channels.form.ts`],
  'option.costs_needed.*': ['libs/domain/src/decision/support.ts'],
  'option.age_band.*': [cohortFamilies],
  'option.consents.*': [`${forms}consents.form.ts`],
  'option.nominee_channel.*': ['libs/features/src/nomination/nomination.form.ts'],
  'option.themes.*': ['libs/domain/src/application/themes.ts'],
  'option.tracks.*': ['libs/domain/src/application/tracks.ts'],
  'own_referees.*': places,
  'own_referees.state.*': ['libs/domain/src/reference/lifecycle.ts'],
  'phase_notice.*': ['libs/features/src/application/worker/phase-notices.job.ts'],
  'progress.*': ['apps/registration/src/section/section-list.page.tsx'],
  'refusal.*': [],
  'refusal.key_*': ['libs/features/src/application/registration/kept-answers.ts'],
  'section.*.lead': sections,
  'section.*.title': sections,
  'state.*': ['libs/domain/src/application/lifecycle.ts'],
  'state_text.*': ['libs/domain/src/application/lifecycle.ts'],
  'task.*.text': tasks,
  'task.*.title': tasks,
  'task.state.*': ['libs/domain/src/task/lifecycle.ts'],
  'visa.*': ['apps/registration/src/home/home.page.tsx'],
  'visa.path.*': visaPath,
  'visa_list.document.*': ['libs/domain/src/visa/decide.ts'],
  'withdraw.keep.*': ['apps/registration/src/withdrawal/withdrawal.form.ts'],
  'withdraw.outside.*': ['migrations/sql/0019-own-code/leave.sql'],
  'write.topic.*': ['libs/domain/src/message/note-topics.ts'],
  ...staffParts,
}

/** Templates of forms: what is put in is a question's place, one of its answers, or a code. */
export const formTemplates: ReadonlySet<string> = new Set([
  'error.*.*',
  'field.*.entry',
  'field.*.hint',
  'field.*.label',
  'field.*.link',
  'field.*.only_if',
  'option.*.*',
])
