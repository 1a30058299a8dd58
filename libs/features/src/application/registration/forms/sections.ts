import type { FormClass } from '#platform/form/description.js'
import { BalanceForm } from './balance.form.js'
import { ChannelsForm } from './channels.form.js'
import { ConferenceForm } from './conference.form.js'
import { ConsentsForm } from './consents.form.js'
import { ContactForm } from './contact.form.js'
import { ExampleForm } from './example.form.js'
import { PlaceForm } from './place.form.js'
import { ReferencesForm } from './references.form.js'
import { RiskForm } from './risk.form.js'
import { SafetyForm } from './safety.form.js'
import { StartForm } from './start.form.js'
import { StoryForm } from './story.form.js'
import { WorkForm } from './work.form.js'

export interface FormSection {
  readonly key: string
  readonly form: FormClass
  /** Estimate for a phone, shown in the task list. */
  readonly minutes: number
}

/** The pages of the application in their order; one page is one save. */
export const sections: readonly FormSection[] = [
  { key: 'start', form: StartForm, minutes: 3 },
  { key: 'contact', form: ContactForm, minutes: 3 },
  { key: 'channels', form: ChannelsForm, minutes: 4 },
  { key: 'place', form: PlaceForm, minutes: 4 },
  { key: 'work', form: WorkForm, minutes: 4 },
  { key: 'story', form: StoryForm, minutes: 6 },
  { key: 'example', form: ExampleForm, minutes: 6 },
  { key: 'conference', form: ConferenceForm, minutes: 6 },
  { key: 'risk', form: RiskForm, minutes: 3 },
  { key: 'safety', form: SafetyForm, minutes: 4 },
  { key: 'references', form: ReferencesForm, minutes: 6 },
  { key: 'balance', form: BalanceForm, minutes: 4 },
  { key: 'consents', form: ConsentsForm, minutes: 3 },
]

/** The section of a key; undefined for an unknown one. */
export const sectionByKey = (key: string): FormSection | undefined => sections.find((section) => section.key === key)
