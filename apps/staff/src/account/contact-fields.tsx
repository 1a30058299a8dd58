import { countriesWithClocks, zonesOf } from '#domain/place/time-zones.js'
import type { FieldErrors } from '#platform/form/description.js'
import { SelectField, TextField } from '#ui/controls.js'
import type { Words } from '#words/index.js'

export interface ContactFieldsProps {
  readonly words: Words
  readonly values: { readonly address?: string | null; readonly zone?: string }
  readonly errors: FieldErrors
}

const zones = [...new Set(countriesWithClocks.flatMap(zonesOf))].toSorted()

/** Mail address and time zone. */
export const ContactFields = ({ words, values, errors }: ContactFieldsProps) => (
  <>
    <TextField
      name="address"
      type="email"
      label={words('staff.contact.address')}
      hint={words('staff.contact.address_hint')}
      value={values.address ?? ''}
      ltr
      autocomplete="off"
      error={contactError(words, 'address', errors['address'])}
    />
    <SelectField
      name="zone"
      label={words('staff.contact.zone')}
      hint={words('staff.contact.zone_hint')}
      empty=""
      value={values.zone}
      choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      error={contactError(words, 'zone', errors['zone'])}
    />
  </>
)

/** The sentence of a field's code. */
export const contactError = (words: Words, part: 'address' | 'zone', code: string | undefined): string | undefined =>
  code && words.find(`error.${code}`, { field: words(`staff.contact.${part}`), limit: 500 })
