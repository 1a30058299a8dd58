import { handleAsPhone, phoneKey, readHandle } from './channels.js'

/** What two ways of writing one address, number or handle have in common; null for an empty one. */
export function contactKey(text: string): string | null {
  const handle = readHandle('', text)
  if (!handle) return null
  const phone = handleAsPhone(handle)

  return phone ? `p${phoneKey(phone)}` : `h${handle.name}`
}
