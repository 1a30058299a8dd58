import type { FormClass } from '#platform/form/description.js'
import { BalanceForm } from './balance.form.js'
import { ChannelsForm } from './channels.form.js'
import { ConferenceForm } from './conference.form.js'
import { ConsentsForm } from './consents.form.js'
import { ContactForm } from './contact.form.js'
import { CostsForm } from './costs.form.js'
import { PlaceForm } from './place.form.js'
import { ReferencesForm } from './references.form.js'
import { RiskForm } from './risk.form.js'
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
  { key: 'contact', form: ContactForm, minutes: 2 },
  { key: 'channels', form: ChannelsForm, minutes: 4 },
  { key: 'place', form: PlaceForm, minutes: 3 },
  { key: 'work', form: WorkForm, minutes: 4 },
  { key: 'story', form: StoryForm, minutes: 12 },
  { key: 'conference', form: ConferenceForm, minutes: 6 },
  { key: 'risk', form: RiskForm, minutes: 5 },
  { key: 'references', form: ReferencesForm, minutes: 6 },
  { key: 'costs', form: CostsForm, minutes: 1 },
  { key: 'balance', form: BalanceForm, minutes: 1 },
  { key: 'consents', form: ConsentsForm, minutes: 2 },
]

/** The section of a key; undefined for an unknown one. */
export const sectionByKey = (key: string): FormSection | undefined => sections.find((section) => section.key === key)
