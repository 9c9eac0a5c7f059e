/** A worker script that Vite bundles as its own file, on the page's origin. */
declare module "*?worker" {
  const BundledWorker: new (options?: { readonly name?: string }) => Worker;
  export default BundledWorker;
}
