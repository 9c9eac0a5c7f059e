/** Offers text as a download: the page makes the file, nothing is fetched for it. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has been taken over by the time the page is asked again.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name out of a name that a person or a server chose. */
export function fileName(name: string, ending: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\w.-]+/g, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
    .slice(0, 80);
  return `${plain === "" ? "server" : plain}${ending}`;
}
