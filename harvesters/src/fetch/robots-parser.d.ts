declare module 'robots-parser' {
  interface Robot {
    isAllowed(url: string, agent?: string): boolean | undefined;
    getCrawlDelay(agent?: string): number | undefined;
  }
  function robotsParser(url: string, text: string): Robot;
  export default robotsParser;
}
