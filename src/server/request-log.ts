import { LogController, type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';

/** One line for each request: when it was answered, or when its client left before that. Of its coming only `debug` tells. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest(request: FastifyRequest, reply: FastifyReply): void {
    if (this.isLogDisabled(request)) return;
    request.log.debug({ req: request }, 'incoming request');
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) request.log.info({ req: request }, 'client left');
    });
  }

  override requestCompleted(error: FastifyError | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    if (this.isLogDisabled(request)) return;
    const line = { req: request, res: reply, responseTime: reply.elapsedTime };
    if (error) reply.log.error({ ...line, err: error }, 'request errored');
    else reply.log.info(line, 'request completed');
  }
}
