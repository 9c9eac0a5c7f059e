import "#renderer/api/trusted-types.ts";
import "#renderer/api/without-eval.ts";
import { createRoot } from "react-dom/client";
import { ipcWire } from "#renderer/api/ipc-wire.ts";
import { websocketWire } from "#renderer/api/websocket-wire.ts";
import { openSession } from "#renderer/app/session-store.ts";
import { Session } from "#renderer/app/session.tsx";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "#renderer/theme/theme.css";

const desktop = ipcWire();
const open = (): Promise<void> => openSession((onRefused) => desktop ?? websocketWire({ onRefused }));
// The desktop's wire belongs to the page: a new one comes with a new page.
const reconnect = desktop === undefined ? () => void open() : () => location.reload();

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<Session onReconnect={reconnect} />);
void open();
