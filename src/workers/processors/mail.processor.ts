import { QueuedMailEntity } from '../../entities/relational/queued-mail.entity.js';
import { memberInvited } from '../../events/invitation.events.js';
import { insertOnce } from '../../services/insert-once.js';
import type { LoggedEvent, Processor } from '../consumer.js';

/** Queues the mails that events give rise to. Sending them may take long, and is the business of `MailSender`. */
export const mailProcessor: Processor = {
  name: 'mail',
  handle: async (events, em) => {
    await insertOnce(
      em,
      QueuedMailEntity,
      events.flatMap((event) => mailFor(event) ?? []),
    );
  },
};

function mailFor({ id, type, subjectId, data, occurredAt }: LoggedEvent): QueuedMailEntity | null {
  if (type !== memberInvited.type || subjectId === null) return null;
  const { generation } = data;
  return { id, template: 'invitation', subjectId, data: { generation }, attempts: 0, createdAt: occurredAt, dueAt: new Date() };
}
