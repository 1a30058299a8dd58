import { generateSecret, generateSync, verifySync } from 'otplib'

/** A new secret of 160 bits, base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** The six digits an authenticator shows at an instant (RFC 6238, SHA-1, 30 s). */
export const totpAt = (secret: string, now: Date): string =>
  generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })

/** The step a typed code belongs to, one to either side allowed and later than the last one used; null otherwise. */
export function matchTotp(secret: string, typed: string, now: Date, lastStep: number): number | null {
  const token = typed.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: 30, afterTimeStep: lastStep })

  return result.valid && 'timeStep' in result ? result.timeStep : null
}
