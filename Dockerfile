# One image for every process. Workspaces stay symbolic links: Node strips types nowhere under real node_modules folders.
FROM node:24-bookworm-slim AS build
WORKDIR /carrefour
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production CARREFOUR_DATA=/data CARREFOUR_HOST=0.0.0.0
WORKDIR /carrefour
COPY --from=build --chown=node:node /carrefour /carrefour
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "server/src/main/cli.ts"]
CMD ["serve", "--examples"]
