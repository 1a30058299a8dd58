import { Controller, Get, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadReadiness, type WaveReadiness } from '#features/vetting/staff/readiness/read-readiness.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ReadinessText } from './readiness.page.js'

const words = wordsFor('en')

/** Who could be first and second at each act that needs two people. */
@Controller('readiness')
export class ReadinessController {
  constructor(
    private readonly shell: Shell,
    private readonly readiness: ReadReadiness,
  ) {}

  @Get()
  @Allow('readiness.read')
  async show(@Me() me: StaffActor, @Query('wave') asked?: unknown): Promise<Page> {
    const wave = typeof asked === 'string' && /^[a-z0-9_-]{1,40}$/.test(asked) ? asked : null
    const content = ReadinessText({ words, waves: await this.waves(me, wave) })
    return page(this.shell.frame({ me, title: words('staff.readiness.title') }, content))
  }

  /** The wave asked for; else all of the edition, since what is told to leads and admins is about any of them. */
  private async waves(me: StaffActor, wave: string | null): Promise<readonly WaveReadiness[]> {
    if (wave === null) return found(await this.readiness.ofEdition(me))
    return [{ wave, phases: found(await this.readiness.ofWave(me, wave)) }]
  }
}
