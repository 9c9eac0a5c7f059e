import { startModelServer, type ModelServer } from "./model-server.ts";
import { firstDifference, type Recording } from "./recording.ts";

/**
 * Says a recording again, in its order. A question that is not the recorded one is refused (409) with the place where it
 * differs: then the recording is old, or the console asks something else than it did.
 */
export async function startReplayServer(recording: Recording): Promise<ModelServer> {
  return startModelServer(({ path, body }, turn) => (response) => {
    const exchange = recording.exchanges[turn];
    const refuse = (message: string): void => {
      response.writeHead(409, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message } }));
    };
    if (exchange === undefined) return refuse(`the recording has ${recording.exchanges.length} answers`);
    if (!path.endsWith(exchange.path)) return refuse(`question ${turn + 1} was asked at ${exchange.path}`);
    const place = firstDifference(exchange.asked, body);
    if (place !== undefined) return refuse(`question ${turn + 1} differs from the recorded one at ${place}`);
    response.writeHead(exchange.status, { "content-type": exchange.contentType });
    for (const piece of exchange.body) response.write(piece);
    response.end();
    return undefined;
  });
}
