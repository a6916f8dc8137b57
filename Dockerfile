# The image of the server. The address of its database and its signing keys come from the environment; see .env.example.
FROM node:24-slim AS build
WORKDIR /atrium
COPY package.json package-lock.json .npmrc ./
RUN npm ci --loglevel=error
COPY .swcrc ./
COPY scripts ./scripts
COPY src ./src
# What only a checkout needs goes again: the tools, and the package that brings Node to machines with an older one.
RUN npm run build && npm prune --omit=dev --loglevel=error && rm -rf node_modules/node node_modules/.bin/node

FROM node:24-slim
# Production unless told otherwise: development has a sign-in that everybody knows.
ENV NODE_ENV=production ATRIUM_ENV=production HOST=0.0.0.0 PORT=4000 ATRIUM_DATA_DIR=/data
WORKDIR /atrium
RUN install -d -o node -g node -m 700 /data
COPY --from=build /atrium/package.json ./
COPY --from=build /atrium/node_modules ./node_modules
COPY --from=build /atrium/dist ./dist
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--use-largepages=silent", "dist/bin/atrium.js", "serve"]
