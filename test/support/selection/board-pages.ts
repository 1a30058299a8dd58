import type { Browser, Page } from 'playwright-core'
import { plain } from '../web/client.js'
import type { Console } from '../web/staff.js'
import type { Team } from '../web/team.js'
import type { World } from '../world.js'

/** A page of the console in a phone's browser without scripts, with the session of this colleague. */
export async function phonePage(
  { browser, staff, team }: { readonly browser: Browser; readonly staff: Console; readonly team: Team },
  login: string,
  target: string,
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
  const value = team.as(login).cookies.get('console') ?? ''
  await context.addCookies([{ name: 'console', value, url: staff.address }])
  const page = await context.newPage()
  await page.goto(staff.address + target)
  return page
}

/** The rows of a gauge's table: value, then its numbers. */
export const numbersOf = (page: Page, family: string): Promise<string[][]> =>
  page
    .locator(`figure:has(#gauge-${family}-caption) tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))

/** This member of the board has signed for the figures. */
export const signWord = (world: World, login: string): Promise<unknown> =>
  world.operator.query(
    'INSERT INTO app.board_word (edition_id, account_id) SELECT $1, id FROM app.staff_account WHERE login = $2',
    [world.editionId, login],
  )

/** The second person agrees to a batch after reading what was drawn of it, and not before. */
export async function agreeTo(world: World, team: Team, batch: string): Promise<void> {
  const [approval] = await world.operator.query<{ id: string; sample: string[] }>(
    `SELECT id, sample FROM app.approval WHERE object_id = $1 AND state = 'pending'`,
    [batch],
  )
  const read = { sample_read: approval?.sample ?? [] }
  await team.open('board-2', approval?.sample ?? [])
  const answers = []
  for (const [login, fields] of [
    ['board-1', read],
    ['board-2', {}],
    ['board-2', read],
  ] as const) {
    answers.push(plain(await team.act(login, `/approvals/${approval?.id}/agreements`, fields)).includes('You agreed.'))
  }
  if (answers.join() !== 'false,false,true') throw new Error(`agreed: ${answers.join()}`)
}
