import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { OpenReading } from '#features/edition/staff/open-reading.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ReadingTimesText } from './reading-times.page.js'

const words = wordsFor('en')

class WaveForm {
  @Field({ control: 'text', limit: 40 })
  wave!: string
}

/** When readers read, by wave; and reading before its phase, which takes two people. */
@Controller('reading-times')
export class ReadingTimesController {
  constructor(
    private readonly shell: Shell,
    private readonly reading: OpenReading,
  ) {}

  @Get()
  @Allow('reading_time.change')
  async show(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const title = words('staff.reading_time.title')
    const times = found(await this.reading.read(me))
    return page(
      this.shell.frame(
        { me, title },
        ReadingTimesText({ words, title, times, token: this.shell.token(me), notice, done }),
      ),
    )
  }

  @Post('requests')
  @Allow('reading_time.change')
  @Audited('reading.asked')
  async ask(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.reading.ask(me, fitForm(WaveForm, body).wave)
    return answer(outcome, { ok: paths.readingTimesDone('reading_asked'), refused: paths.readingTimes })
  }

  @Post('agreements')
  @Allow('reading_time.change')
  @Audited('reading.opened')
  async agree(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.reading.agree(me, fitForm(WaveForm, body).wave)
    return answer(outcome, { ok: paths.readingTimesDone('reading_opened'), refused: paths.readingTimes })
  }

  @Post('ends')
  @Allow('reading_time.change')
  @Audited('reading.closed')
  async close(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.reading.close(me, fitForm(WaveForm, body).wave)
    return answer(outcome, { ok: paths.readingTimesDone('reading_closed'), refused: paths.readingTimes })
  }
}
