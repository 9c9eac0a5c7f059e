/** Asks for one file and reads it; undefined where the person thought better of it. Call it from a press or a key. */
export function pickFile(accept: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  return new Promise((resolve, reject) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("cancel", () => resolve(undefined));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(undefined);
      else file.arrayBuffer().then((buffer) => resolve({ name: file.name, bytes: new Uint8Array(buffer) }), reject);
    });
    input.click();
  });
}
