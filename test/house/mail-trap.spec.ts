import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTransport } from 'nodemailer'
import { MailTrap } from '#test/support/smtp.js'

describe('the mail trap', () => {
  let trap: MailTrap

  beforeAll(async () => {
    trap = await MailTrap.start()
  })

  afterAll(() => trap.close())

  const send = (subject: string) =>
    createTransport(trap.url).sendMail({ from: 'a@example.org', to: 'b@example.org', subject, text: 'سلام' })

  it('keeps the mails it accepts, readable', async () => {
    trap.behave({ kind: 'accept' })
    const sent = await send('one')

    expect(trap.messages()).toMatchObject([
      { from: 'a@example.org', to: ['b@example.org'], subject: 'one', text: 'سلام', messageId: sent.messageId },
    ])
    trap.clear()
  })

  it('refuses at the step and with the code it is told, mail by mail', async () => {
    trap.behave((nth) =>
      nth === 1 ? { kind: 'refuse', code: 451, at: 'content' } : { kind: 'refuse', code: 550, at: 'recipient' },
    )

    await expect(send('two')).rejects.toMatchObject({ responseCode: 451 })
    await expect(send('three')).rejects.toMatchObject({ responseCode: 550 })
    expect(trap.messages()).toEqual([])
  })

  it('hangs up in place of the last answer, having kept the mail or not', async () => {
    trap.behave((nth) => ({ kind: 'drop', keeps: nth === 2, afterMs: 5 }))

    await expect(send('four')).rejects.toThrow(/clos/)
    await expect(send('five')).rejects.toThrow(/clos/)
    expect(trap.messages().map((mail) => mail.subject)).toEqual(['five'])
  })
})
