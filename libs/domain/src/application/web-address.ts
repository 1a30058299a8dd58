const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`
const lastLabel = String.raw`\p{L}[\p{L}\p{M}\p{N}-]{0,61}`
const host = String.raw`(?:${label}\.){1,10}${lastLabel}(?::\d{1,5})?`
const rest = String.raw`(?:[/?#][^\s\p{C}<>"]*)?`
const address = new RegExp(`^(?:https?://)?${host}${rest}$`, 'iu')

/**
 * True for the address of a page as people write it: http, https, an onion name, or the host alone. No other scheme, no
 * user name, no number in place of a name, nothing that cannot be seen.
 */
export const isWebAddress = (typed: string): boolean => address.test(typed)
