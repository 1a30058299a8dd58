import { jest } from '@jest/globals'
import pg from 'pg'

/** Statements sent to the database during some work, in their order, white space evened out. */
export async function sent(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(pg.Client.prototype, 'query')
  await work()
  const texts = spy.mock.calls.map(([given]) => (typeof given === 'string' ? given : (given as { text: string }).text))
  spy.mockRestore()
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim())
}
