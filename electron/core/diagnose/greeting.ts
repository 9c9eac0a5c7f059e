import { connect } from "node:net";
import { within } from "./network-error.ts";

/** Servers that speak first do so at once. */
const GREETING_MS = 400;

/**
 * The first words with which a port greets whoever connects, of protocols in which the server speaks first (SSH, SMTP,
 * FTP, IMAP, MySQL); at most 60 characters, as they came. Undefined where it waits to be spoken to, as HTTP does. Nothing is sent.
 */
export async function greeting(host: string, port: number, signal: AbortSignal): Promise<string | undefined> {
  const socket = connect({ host, port });
  try {
    const bytes = await within(
      GREETING_MS,
      signal,
      () => new Promise<Buffer>((resolve, reject) => socket.once("data", resolve).once("error", reject)),
    );
    return bytes
      .toString("latin1")
      .split(/[\r\n]/)[0]
      ?.slice(0, 60);
  } catch {
    return undefined; // silence, or an error that the handshake has told already
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}
