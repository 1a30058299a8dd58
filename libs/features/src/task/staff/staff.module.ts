import { Module } from '@nestjs/common'
import { CloseTask } from './close-task.js'
import { FinishWaiting } from './finish-waiting.js'
import { ListTasks } from './list-tasks.js'
import { ListWaiting } from './list-waiting.js'
import { ReopenWaiting } from './reopen-waiting.js'

const doors = [ListTasks, CloseTask, ListWaiting, FinishWaiting, ReopenWaiting]

/** The staff door of tasks. */
@Module({ providers: doors, exports: doors })
export class TaskStaffModule {}
