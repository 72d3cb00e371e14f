// The address of a worker's own file, as Vite hands it to the page.
declare module '*?worker&url' {
  const url: string;
  export default url;
}
