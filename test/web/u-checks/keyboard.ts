import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { look } from './looks.js'
import { type Playing, type Stage, StageView } from './stage.js'

/** Walks through pages of somebody of the cast by Tab alone. */
export function checkKeyboard(stages: readonly Stage[], playing: Playing): void {
  describe.each(stages)('the keyboard in $lang at $width pixels', (stage) => {
    const view = new StageView(playing, stage)

    it('U11 U12 meets every stop in the order of the page, seen and not covered', async () => {
      const page = await view.pageOf('newcomer', '/application/place')
      const stops = await look<string[]>(page, 'tabStops()')
      const found: number[] = []
      const faint: string[] = []
      for (let i = 0; i < stops.length; i += 1) {
        await page.keyboard.press('Tab')
        const { stop, isOnTop, name, ...box } = await look<Focused>(page, 'focused()')
        found.push(stop)
        if (!isOnTop) faint.push(`covered: ${name}`)
        if ((await changed(page, box)) < box.width) faint.push(`faint: ${name}`)
      }

      expect(found).toEqual(stops.map((_, i) => i))
      expect(faint).toEqual([])
      await page.context().close()
    }, 60_000)

    it('U12 finds the skip link first, and it leads into the page', async () => {
      const page = await view.pageOf('visitor', '')

      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('main')
      await page.context().close()
    })
  })
}

interface Focused extends Box {
  readonly stop: number
  readonly isOnTop: boolean
  readonly name: string
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Pixels that change by 3:1 between focused and not. */
async function changed(page: Page, { x, y, width, height }: Box): Promise<number> {
  const clip = { x: Math.max(0, x - 6), y: Math.max(0, y - 6), width: width + 12, height: height + 12 }
  const take = async () => (await page.screenshot({ clip, caret: 'hide' })).toString('base64')
  const focused = await take()
  await page.evaluate('globalThis.had = document.activeElement; had.blur()')
  const plain = await take()
  await page.evaluate('had.focus({ preventScroll: true })')
  return look(page, `changedPixels('${focused}', '${plain}')`)
}
