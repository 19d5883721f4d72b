# The API without a database. Set DATABASE_URL to a PostgreSQL: one inside the container would be lost with the container.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY stubs stubs
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN mkdir bin && ln -s ../dist/src/cli.js bin/onrecord && chmod +x dist/src/cli.js
# Removes what only development needs, and the optional binaries of the embedded PostgreSQL.
RUN npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
# `docker compose exec api onrecord stats`
ENV PATH=/app/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /app
COPY --from=build /app/package.json /app/schema.graphql ./
COPY --from=build /app/prisma prisma
COPY --from=build /app/models models
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/bin bin
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/index.js"]
