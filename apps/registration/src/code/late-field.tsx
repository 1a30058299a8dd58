import { TextField } from '#ui/controls.js'
import type { Words } from '#words/index.js'

/** Where a code for late entry is typed; never shown again. */
export const LateField = ({ words, error }: { readonly words: Words; readonly error?: string }) => (
  <TextField
    name="late_code"
    label={words('late.code')}
    hint={words('late.code_hint')}
    error={error}
    width="w4"
    autocomplete="off"
    ltr
  />
)
