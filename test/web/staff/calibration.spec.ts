import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { criterionKeys } from '#domain/review/rubric.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, plain, type WebAnswer } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const page = async (login: string, path: string) => (await staff.browserOf(login)).get(path)

describe('the page of calibration', () => {
  it('REV-9 is refused with the measured share and what to do, then shows both values', async () => {
    const ids = [await line.inReview(), await line.inReview()]
    const none = await page('reader-1', '/reviews/own')
    for (const id of ids) {
      for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
      await line.reviewed('reader-1', id)
      await line.reviewed('reader-2', id, 2)
    }
    const refused = [await page('lead', '/reviews/calibration'), await page('reader-1', '/reviews/own')]
    await line.world.operator.query(`UPDATE app.assignment SET drawn = 'pool'`)
    const lead = await page('lead', '/reviews/calibration')
    const own = await page('reader-1', '/reviews/own')

    const capture = await page('lead', '/reviews/capture')
    expect(capture.text).toContain('No two readers agree more often than is likely.')
    expect(none.text).toContain('None of your reviews is in yet.')
    for (const { text } of refused) {
      expect(text).toContain('Only 0 percent of the reads were drawn from all readers.')
      expect(text).toContain('A proposal draws every read from all readers')
    }
    for (const id of ids) expect(lead.text).toContain(`<a href="/applications/${id}">`)
    expect(lead.text).toContain('<th scope="col" class="number">Raw mean</th>')
    expect(lead.text).toContain('>3.83</td>')
    expect(lead.text).toContain('Reader 2')
    expect(own.text).toContain('Worked out from 2 reviews of yours.')
    expect(own.text).not.toContain('Reader 2')
  })

  it('REV-9 is a page that does not exist for everybody else', async () => {
    const absent = await page('coordinator', '/nowhere')
    const answers = [
      await page('coordinator', '/reviews/calibration'),
      await page('board-1', '/reviews/calibration'),
      await page('reader-1', '/reviews/calibration'),
      await page('coordinator', '/reviews/capture'),
      await page('reader-1', '/reviews/capture'),
      await page('lead', '/reviews/own'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect(answers[0]?.text).toBe(absent.text)
    expect((await page('lead', `/reviews/calibration?after=${line.world.editionId}`)).status).toBe(404)
  })

  it('REV-9 says a share under the border as the whole percents it has', async () => {
    const readers = ['reader-1', 'reader-2', 'reader-3'].map((login) => line.as(login).accountId)
    await line.world.operator.query(
      `WITH read AS (SELECT f, r FROM unnest($1::uuid[]) f, unnest($2::uuid[]) r), given AS (
         INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, drawn)
         SELECT f, r, 'reviewer', '{profile}', r, 'manual' FROM read)
       INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version, version)
       SELECT f, r, 'submitted', 'yes', '{"R1": 3}', 1, 1 FROM read`,
      [await line.manyInReview(14), readers],
    )
    await line.world.operator.query(
      `UPDATE app.assignment SET drawn = CASE WHEN id IN (SELECT id FROM app.assignment ORDER BY id LIMIT 9) THEN 'pool' ELSE 'manual' END`,
    )

    expect((await page('lead', '/reviews/calibration')).text).toContain('Only 19 percent of the reads')
  })
})

describe('a review saved in two windows', () => {
  const rtl = 'تعليق أول'
  const reason = 'Works with them every week, which two referees confirm in writing.'
  const base = { profile: '1', act: 'draft', eligibility: 'yes', R1: '4', R2: '3', reach: 'shared' }
  const saved = { ...base, R1: '5', R1_reason: reason, comment: `${rtl}\nSecond line`, reach: 'private', note: 'Apart' }
  const typed = { ...base, eligibility: 'unsure', comment: 'Mine & "quoted"' }

  /** A file of one reader, whose windows post what is given on the version they showed. */
  async function opened() {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const client = await staff.browserOf('reader-1')
    const file = `/applications/${id}`
    const token = hiddenField((await client.get(file)).text, 'form_token')
    return {
      send: (version: number, fields: Readonly<Record<string, string>>) =>
        client.postAndFollow(`${file}/reviews`, { form_token: token, version: String(version), ...fields }),
      state: async () =>
        (
          await line.world.operator.query(
            'SELECT state, version, eligibility, scores, is_private FROM app.review WHERE application_id = $1',
            [id],
          )
        )[0],
    }
  }

  const formOf = ({ text }: WebAnswer) => /<form id="review".*?<\/form>/s.exec(text)?.[0] ?? ''
  const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  const valuesIn = (form: string, pattern: RegExp) =>
    Object.fromEntries(
      [...form.matchAll(/<input[^>]*>/g)]
        .map(([input]) => input)
        .filter((input) => pattern.test(input) && !input.includes('form_token'))
        .map((input) => [/name="([^"]*)"/.exec(input)?.[1], unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? '')]),
    ) as Record<string, string>
  /** What the page posts as it stands: hidden fields, and the choices made beforehand. */
  const posted = (answer: WebAnswer) => valuesIn(formOf(answer), /type="hidden"| checked/)
  const otherChoices = (answer: WebAnswer) => valuesIn(formOf(answer), /type="radio"(?!.* checked)/)

  it('shows what was typed once another window had handed it in, saves nothing of it, and is quiet about the same', async () => {
    const { send, state } = await opened()
    const whole = {
      ...Object.fromEntries(criterionKeys.map((key) => [key, '4'])),
      profile: '1',
      act: 'submit',
      reach: 'shared',
    }
    await send(0, { ...whole, eligibility: 'yes', comment: 'As sent' })
    const before = await state()

    const late = await send(0, { ...typed, comment: `${rtl}\n<b>` })
    const again = await send(0, { ...whole, eligibility: 'yes', comment: 'As sent' })

    expect([late.status, again.status, await state()]).toEqual([422, 422, before])
    expect(late.text).toContain('Your review is in already.')
    expect(late.text).toContain('<a href="#review">Go to your review</a>')
    expect(late.text).toMatch(
      new RegExp(`<section id="review">[\\s\\S]*<p dir="auto">${rtl}</p><p dir="auto">&lt;b[&>]`),
    )
    expect([again.text.includes('Your review is in already.'), again.text.includes('#review')]).toEqual([true, false])
  })

  it('U30 shows both with a choice for each field that differs, and overwrites nothing', async () => {
    const { send, state } = await opened()
    await send(0, saved)
    const before = await state()

    const asked = await send(0, typed)

    expect([asked.status, await state()]).toEqual([422, before])
    expect(asked.text).toContain('You saved this review in another window since you opened this page.')
    expect(asked.text).toContain('<a href="#review">Go to your review</a>')
    const { act: _, ...asTyped } = typed
    expect(posted(asked)).toMatchObject({ ...asTyped, version: '1', R1_reason: '' })
    expect(otherChoices(asked)).toEqual({
      eligibility: 'yes',
      R1: '5',
      R1_reason: reason,
      comment: `${rtl}\nSecond line`,
      note: 'Apart',
      reach: 'private',
    })
    const legends = [...formOf(asked).matchAll(/<legend>(.*?)<\/legend>/g)].map(([, legend]) =>
      plain({ ...asked, text: legend ?? '' }).trim(),
    )
    expect(legends).toEqual([
      'R0 Does this fall inside the Declaration?',
      'R1 Substance (25 %)',
      'Reason for R1 Substance',
      'Comment',
      'For those who decide only (optional)',
      'Who sees this review',
    ])
    expect(formOf(asked)).toContain(`<p dir="auto">${rtl}</p><p dir="auto">Second line</p>`)
    expect(formOf(asked)).toContain('<p dir="auto">Mine &amp; &quot;quoted&quot;</p>')
    expect(formOf(asked)).toContain('aria-describedby="comment.1-detail"')
    expect(formOf(asked)).not.toContain('value="submit"')
  })

  it('U30 saves what was typed where nothing else is chosen', async () => {
    const { send, state } = await opened()
    await send(0, saved)
    const asked = await send(0, typed)

    const done = await send(1, { ...posted(asked), act: 'draft' })

    expect(done.text).toContain('Your draft was saved.')
    expect(done.text).toContain('>Mine &amp; &quot;quoted&quot;</textarea>')
    expect(await state()).toEqual({
      state: 'draft',
      version: 2,
      eligibility: 'unsure',
      scores: { R1: 4, R2: 3 },
      is_private: false,
    })
  })

  it('U30 saves what was chosen of the other window, and meets a third one in the same way', async () => {
    const { send, state } = await opened()
    await send(0, saved)
    const asked = await send(0, typed)
    const { eligibility: _, ...others } = otherChoices(asked)
    const chosen = { ...posted(asked), ...others, act: 'draft' }
    await send(1, { ...saved, comment: 'Third', R6: 'na' })

    const again = await send(1, chosen)
    const between = await state()
    const done = await send(2, { ...posted(again), act: 'draft' })

    expect([again.status, between]).toEqual([422, expect.objectContaining({ version: 2, eligibility: 'yes' })])
    expect(posted(again)).toMatchObject({
      version: '2',
      comment: `${rtl}\nSecond line`,
      eligibility: 'unsure',
      R1: '5',
    })
    expect(otherChoices(again)).toEqual({ eligibility: 'yes', R6: 'na', comment: 'Third' })
    expect(plain(again)).toContain('does not apply')
    expect(done.text).toContain(`>${rtl}\nSecond line</textarea>`)
    expect(done.text).toContain('>Apart</textarea>')
    expect(await state()).toEqual({
      state: 'draft',
      version: 3,
      eligibility: 'unsure',
      scores: { R1: 5, R2: 3 },
      is_private: true,
    })
  })

  it('U30 asks as well after what was typed came back with errors, and not where both are the same', async () => {
    const { send } = await opened()
    await send(0, saved)

    const incomplete = await send(0, { ...typed, act: 'submit', comment: 'x'.repeat(4001) })
    const asked = await send(Number(posted(incomplete).version), typed)
    const same = await send(0, saved)

    expect([incomplete.status, posted(incomplete).version]).toEqual([422, '0'])
    expect(asked.text).toContain('What is saved, as version')
    expect(formOf(same)).toContain('Submit the review')
    expect([posted(same).version, formOf(same).includes('What is saved')]).toEqual(['1', false])
  })
})

describe('the page of calibration files', () => {
  it('marks files, gives them to every reader, says how far each is, and takes a mark away', async () => {
    const team = await Team.at(staff, ['lead', 'reader-3'])
    const path = '/reviews/calibration-files'
    const id = await line.inReview()
    const number = await line.numberOf(id)

    const empty = plain(await page('lead', path))
    const unknown = plain(await team.act('lead', path, { numbers: `${number}\nnothing` }))
    const nothing = plain(await team.act('lead', path, { numbers: '' }))
    const marked = plain(await team.act('lead', path, { numbers: ` ${number}\n` }))
    const given = plain(await team.act('lead', `${path}/reads`, {}))
    const home = plain(await page('reader-3', '/'))
    const ended = plain(await team.act('lead', `${path}/ends`, { file: id }))

    expect(empty).toMatch(/0 of at most 12 files are marked\..* No file is marked\./)
    for (const text of [unknown, nothing]) expect(text).toContain('One of these case numbers is no file in review')
    expect(marked).toMatch(
      new RegExp(`The files are marked\\..* 1 of at most 12 .* ${number} .* Reader 1 0 of 1 0 of 0`),
    )
    expect(given).toMatch(/3 reads were given\..* Reader 3 1 of 1 0 of 1/)
    expect(home).toContain('0 of 1 calibration files first. Every reader begins with them.')
    expect(ended).toMatch(/The mark was taken away\..* No file is marked\./)
    expect((await team.act('lead', `${path}/ends`, { file: id })).text).not.toContain('The mark was taken away')
    const absent = await page('coordinator', '/nowhere')
    for (const login of ['coordinator', 'reader-3', 'board-1']) {
      const answered = await page(login, path)
      expect([answered.status, login === 'coordinator' ? answered.text : absent.text]).toEqual([404, absent.text])
    }
  })
})
