/** Listens on a free port and tells the bench, which has started this process, where. */
export function serve(server) {
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () => process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }));
}
