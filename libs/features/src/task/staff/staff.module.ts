import { Module } from '@nestjs/common'
import { CloseTask } from './close-task.js'
import { ListTasks } from './list-tasks.js'

const doors = [ListTasks, CloseTask]

/** The staff door of tasks. */
@Module({ providers: doors, exports: doors })
export class TaskStaffModule {}
