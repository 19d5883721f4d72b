-- The tables of the archive, as schema.prisma has them. The rules that Prisma cannot express follow in the next migration.

-- Completion by likeness (gin_trgm_ops) and search without accents; both are trusted extensions, so an owner may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('OUTLET', 'AGENCY', 'INSTITUTION');

-- CreateEnum
CREATE TYPE "SpeakerKind" AS ENUM ('PERSON', 'ORGANIZATION', 'GOVERNMENT', 'GROUP');

-- CreateEnum
CREATE TYPE "TopicKind" AS ENUM ('PLACE', 'ORGANIZATION', 'EVENT', 'ISSUE');

-- CreateEnum
CREATE TYPE "StatementKind" AS ENUM ('DIRECT', 'MIXED', 'INDIRECT');

-- CreateEnum
CREATE TYPE "SpeakerStatus" AS ENUM ('IDENTIFIED', 'UNNAMED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "StatementStatus" AS ENUM ('PUBLISHED', 'PROPOSED', 'RETRACTED');

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('YEAR', 'MONTH', 'DAY', 'TIME');

-- CreateEnum
CREATE TYPE "SaidAtBasis" AS ENUM ('STATED', 'PUBLICATION');

-- CreateEnum
CREATE TYPE "SpanRole" AS ENUM ('CONTENT', 'CUE', 'SPEAKER');

-- CreateEnum
CREATE TYPE "OriginKind" AS ENUM ('PERSON', 'IMPORT', 'EXTRACTOR');

-- CreateTable
CREATE TABLE "origin" (
    "id" SERIAL NOT NULL,
    "kind" "OriginKind" NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "origin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "url" TEXT,
    "wikidata_id" TEXT,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_name" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "normalized" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "source_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" SERIAL NOT NULL,
    "url" TEXT NOT NULL,
    "original_url" TEXT,
    "headline" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at_precision" "DatePrecision" NOT NULL,
    "language" TEXT NOT NULL,
    "byline" TEXT,
    "source_id" INTEGER NOT NULL,
    "wire_id" INTEGER,
    "body" TEXT,
    "image_caption" TEXT,
    "image_credit" TEXT,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "related_article" (
    "article_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "url" TEXT,
    "related_id" INTEGER,

    CONSTRAINT "related_article_pkey" PRIMARY KEY ("article_id","position")
);

-- CreateTable
CREATE TABLE "speaker" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "SpeakerKind" NOT NULL,
    "description" TEXT,
    "wikidata_id" TEXT,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speaker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_name" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "normalized" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "speaker_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_role" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "organization" TEXT,
    "starts_on" TEXT,
    "ends_on" TEXT,

    CONSTRAINT "speaker_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_member" (
    "group_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,

    CONSTRAINT "speaker_member_pkey" PRIMARY KEY ("group_id","member_id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "TopicKind" NOT NULL,
    "description" TEXT,
    "wikidata_id" TEXT,
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_name" (
    "id" SERIAL NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "normalized" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "topic_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_broader" (
    "narrower_id" INTEGER NOT NULL,
    "broader_id" INTEGER NOT NULL,

    CONSTRAINT "topic_broader_pkey" PRIMARY KEY ("narrower_id","broader_id")
);

-- CreateTable
CREATE TABLE "topic_ancestor" (
    "topic_id" INTEGER NOT NULL,
    "ancestor_id" INTEGER NOT NULL,

    CONSTRAINT "topic_ancestor_pkey" PRIMARY KEY ("topic_id","ancestor_id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER,
    "speaker_status" "SpeakerStatus" NOT NULL,
    "text" TEXT NOT NULL,
    "kind" "StatementKind" NOT NULL,
    "wording_digest" TEXT,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "said_at_precision" "DatePrecision" NOT NULL,
    "said_at_basis" "SaidAtBasis" NOT NULL,
    "language" TEXT NOT NULL,
    "original_language" TEXT,
    "status" "StatementStatus" NOT NULL DEFAULT 'PUBLISHED',
    "status_reason" TEXT,
    "origin_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_tag" (
    "statement_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,

    CONSTRAINT "statement_tag_pkey" PRIMARY KEY ("statement_id","topic_id")
);

-- CreateTable
CREATE TABLE "statement_topic" (
    "statement_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "speaker_id" INTEGER,
    "status" "StatementStatus" NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_topic_pkey" PRIMARY KEY ("statement_id","topic_id")
);

-- CreateTable
CREATE TABLE "statement_search" (
    "statement_id" INTEGER NOT NULL,
    "configuration" TEXT NOT NULL,
    "search" tsvector NOT NULL,

    CONSTRAINT "statement_search_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "appearance" (
    "id" SERIAL NOT NULL,
    "statement_id" INTEGER NOT NULL,
    "article_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "kind" "StatementKind" NOT NULL,
    "attribution_text" TEXT,
    "cue" TEXT,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "suffix" TEXT NOT NULL DEFAULT '',
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "origin_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appearance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appearance_span" (
    "appearance_id" INTEGER NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "role" "SpanRole" NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "appearance_span_pkey" PRIMARY KEY ("appearance_id","role","start_offset")
);

-- CreateIndex
CREATE UNIQUE INDEX "origin_kind_name_version_key" ON "origin"("kind", "name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "source_slug_key" ON "source"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "source_wikidata_id_key" ON "source"("wikidata_id");

-- CreateIndex
CREATE INDEX "source_name_id_idx" ON "source"("name", "id");

-- CreateIndex
CREATE INDEX "source_name_normalized_idx" ON "source_name"("normalized");

-- CreateIndex
CREATE INDEX "source_name_likeness_idx" ON "source_name" USING GIN ("normalized" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "source_name_source_id_name_key" ON "source_name"("source_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "article_url_key" ON "article"("url");

-- CreateIndex
CREATE INDEX "article_published_at_id_idx" ON "article"("published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "article_source_id_published_at_id_idx" ON "article"("source_id", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "article_wire_id_published_at_id_idx" ON "article"("wire_id", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "related_article_related_id_idx" ON "related_article"("related_id");

-- CreateIndex
CREATE INDEX "related_article_url_idx" ON "related_article"("url");

-- CreateIndex
CREATE UNIQUE INDEX "speaker_slug_key" ON "speaker"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "speaker_wikidata_id_key" ON "speaker"("wikidata_id");

-- CreateIndex
CREATE INDEX "speaker_name_id_idx" ON "speaker"("name", "id");

-- CreateIndex
CREATE INDEX "speaker_name_normalized_idx" ON "speaker_name"("normalized");

-- CreateIndex
CREATE INDEX "speaker_name_likeness_idx" ON "speaker_name" USING GIN ("normalized" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "speaker_name_speaker_id_name_key" ON "speaker_name"("speaker_id", "name");

-- CreateIndex
CREATE INDEX "speaker_role_speaker_id_idx" ON "speaker_role"("speaker_id");

-- CreateIndex
CREATE INDEX "speaker_member_member_id_idx" ON "speaker_member"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "topic_slug_key" ON "topic"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "topic_wikidata_id_key" ON "topic"("wikidata_id");

-- CreateIndex
CREATE INDEX "topic_name_id_idx" ON "topic"("name", "id");

-- CreateIndex
CREATE INDEX "topic_name_normalized_idx" ON "topic_name"("normalized");

-- CreateIndex
CREATE INDEX "topic_name_likeness_idx" ON "topic_name" USING GIN ("normalized" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "topic_name_topic_id_name_key" ON "topic_name"("topic_id", "name");

-- CreateIndex
CREATE INDEX "topic_broader_broader_id_idx" ON "topic_broader"("broader_id");

-- CreateIndex
CREATE INDEX "topic_ancestor_ancestor_id_idx" ON "topic_ancestor"("ancestor_id");

-- CreateIndex
CREATE INDEX "statement_status_said_at_id_idx" ON "statement"("status", "said_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statement_speaker_id_status_said_at_id_idx" ON "statement"("speaker_id", "status", "said_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statement_wording_digest_speaker_id_idx" ON "statement"("wording_digest", "speaker_id");

-- CreateIndex
CREATE INDEX "statement_origin_id_idx" ON "statement"("origin_id");

-- CreateIndex
CREATE INDEX "statement_tag_topic_id_idx" ON "statement_tag"("topic_id");

-- CreateIndex
CREATE INDEX "statement_topic_speaker_idx" ON "statement_topic"("topic_id", "speaker_id", "status", "said_at" DESC, "statement_id" DESC);

-- CreateIndex
CREATE INDEX "statement_topic_page_idx" ON "statement_topic"("topic_id", "status", "said_at" DESC, "statement_id" DESC);

-- CreateIndex
CREATE INDEX "statement_search_search_idx" ON "statement_search" USING GIN ("search");

-- CreateIndex
CREATE INDEX "statement_search_configuration_idx" ON "statement_search"("configuration");

-- CreateIndex
CREATE INDEX "appearance_statement_id_idx" ON "appearance"("statement_id");

-- CreateIndex
CREATE INDEX "appearance_origin_id_idx" ON "appearance"("origin_id");

-- CreateIndex
CREATE UNIQUE INDEX "appearance_article_id_position_key" ON "appearance"("article_id", "position");

-- AddForeignKey
ALTER TABLE "source_name" ADD CONSTRAINT "source_name_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_wire_id_fkey" FOREIGN KEY ("wire_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_article" ADD CONSTRAINT "related_article_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_article" ADD CONSTRAINT "related_article_related_id_fkey" FOREIGN KEY ("related_id") REFERENCES "article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_name" ADD CONSTRAINT "speaker_name_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_role" ADD CONSTRAINT "speaker_role_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_member" ADD CONSTRAINT "speaker_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "speaker"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_member" ADD CONSTRAINT "speaker_member_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "speaker"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_name" ADD CONSTRAINT "topic_name_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_broader" ADD CONSTRAINT "topic_broader_narrower_id_fkey" FOREIGN KEY ("narrower_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_broader" ADD CONSTRAINT "topic_broader_broader_id_fkey" FOREIGN KEY ("broader_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_ancestor" ADD CONSTRAINT "topic_ancestor_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_ancestor" ADD CONSTRAINT "topic_ancestor_ancestor_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tag" ADD CONSTRAINT "statement_tag_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tag" ADD CONSTRAINT "statement_tag_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_topic" ADD CONSTRAINT "statement_topic_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_topic" ADD CONSTRAINT "statement_topic_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_search" ADD CONSTRAINT "statement_search_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance_span" ADD CONSTRAINT "appearance_span_appearance_id_fkey" FOREIGN KEY ("appearance_id") REFERENCES "appearance"("id") ON DELETE CASCADE ON UPDATE CASCADE;
