import { Migration } from '@mikro-orm/migrations';

export class Migration20261121105745_initial extends Migration {

  override name = 'Migration20261121105745_initial';

  override up(): void | Promise<void> {
    this.addSql(`create table "activities" ("id" uuid not null, "created_at" timestamptz(3) not null, "type" text not null, "actor_id" uuid null, "organization_id" uuid null, "project_id" uuid null, "subject_type" text null, "subject_id" uuid null, "data" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "activities_subject_id_created_at_id_index" on "activities" ("subject_id", "created_at", "id");`);
    this.addSql(`create index "activities_actor_id_created_at_id_index" on "activities" ("actor_id", "created_at", "id");`);
    this.addSql(`create index "activities_project_id_created_at_id_index" on "activities" ("project_id", "created_at", "id");`);
    this.addSql(`create index "activities_organization_id_created_at_id_index" on "activities" ("organization_id", "created_at", "id");`);

    this.addSql(`create table "consumer_checkpoints" ("consumer" text not null, "position" bigint not null, "updated_at" timestamptz(3) not null, primary key ("consumer"));`);

    this.addSql(`create table "event_log" ("id" uuid not null, "type" text not null, "organization_id" uuid null, "project_id" uuid null, "actor_id" uuid null, "subject_type" text null, "subject_id" uuid null, "streams" uuid[] not null, "data" jsonb not null, "origin" jsonb null, "occurred_at" timestamptz(3) not null, "position" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "event_log" add constraint "event_log_position_unique" unique ("position");`);
    this.addSql(`create index "event_log_occurred_at_index" on "event_log" ("occurred_at");`);

    this.addSql(`create table "notifications" ("id" uuid not null, "created_at" timestamptz(3) not null, "user_id" uuid not null, "type" text not null, "title" text not null, "body" text null, "url" text null, "actor_id" uuid null, "subject_type" text null, "subject_id" uuid null, "organization_id" uuid null, "project_id" uuid null, "read_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "notifications_unread_index" on "notifications" ("user_id", "created_at", "id") where read_at is null;`);
    this.addSql(`create index "notifications_user_id_created_at_id_index" on "notifications" ("user_id", "created_at", "id");`);

    this.addSql(`create table "organizations" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "slug" text collate "C" not null, "name" text collate "C" not null, "description" text null, primary key ("id"));`);
    this.addSql(`alter table "organizations" add constraint "organizations_slug_unique" unique ("slug");`);

    this.addSql(`create table "outbox_events" ("id" uuid not null, "type" text not null, "organization_id" uuid null, "project_id" uuid null, "actor_id" uuid null, "subject_type" text null, "subject_id" uuid null, "streams" uuid[] not null, "data" jsonb not null, "origin" jsonb null, "occurred_at" timestamptz(3) not null, "sequence" bigserial, primary key ("id"));`);
    this.addSql(`alter table "outbox_events" add constraint "outbox_events_sequence_unique" unique ("sequence");`);

    this.addSql(`create table "event_stream_entries" ("stream_id" uuid not null, "position" bigint not null, "log_position" bigint not null, primary key ("stream_id", "position"));`);
    this.addSql(`create index "event_stream_entries_log_position_index" on "event_stream_entries" ("log_position");`);

    this.addSql(`create table "event_streams" ("stream_id" uuid not null, "head" bigint not null, primary key ("stream_id"));`);

    this.addSql(`create table "users" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "email" text not null, "email_verified_at" timestamptz(3) null, "username" text collate "C" not null, "name" text collate "C" not null, "bio" text null, "system_role" text not null default 'USER', "locale" text not null default 'en', "time_zone" text not null default 'UTC', primary key ("id"));`);
    this.addSql(`alter table "users" add constraint "users_email_unique" unique ("email");`);
    this.addSql(`alter table "users" add constraint "users_username_unique" unique ("username");`);

    this.addSql(`create table "sessions" ("id" uuid not null, "created_at" timestamptz(3) not null, "user_id" uuid not null, "ip_address" text null, "user_agent" text null, "last_used_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "sessions_user_id_created_at_id_index" on "sessions" ("user_id", "created_at", "id");`);

    this.addSql(`create table "refresh_tokens" ("hash" text not null, "session_id" uuid not null, "created_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("hash"));`);
    this.addSql(`create index "refresh_tokens_session_id_index" on "refresh_tokens" ("session_id");`);

    this.addSql(`create table "projects" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "slug" text collate "C" not null, "name" text collate "C" not null, "description" text null, "status" text not null default 'ACTIVE', "visibility" text not null default 'ORGANIZATION', "created_by_id" uuid null, "deleted_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "projects_created_by_id_index" on "projects" ("created_by_id");`);
    this.addSql(`create index "projects_organization_id_deleted_at_id_index" on "projects" ("organization_id", "deleted_at", "id") where deleted_at is not null;`);
    this.addSql(`create index "projects_organization_id_name_id_index" on "projects" ("organization_id", "name", "id") where deleted_at is null;`);
    this.addSql(`create index "projects_organization_id_updated_at_id_index" on "projects" ("organization_id", "updated_at", "id") where deleted_at is null;`);
    this.addSql(`create index "projects_organization_id_created_at_id_index" on "projects" ("organization_id", "created_at", "id") where deleted_at is null;`);
    this.addSql(`alter table "projects" add constraint "projects_organization_id_slug_unique" unique ("organization_id", "slug");`);

    this.addSql(`create table "project_members" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "project_id" uuid not null, "user_id" uuid not null, "role" text not null, primary key ("id"));`);
    this.addSql(`create index "project_members_organization_id_user_id_index" on "project_members" ("organization_id", "user_id");`);
    this.addSql(`create index "project_members_user_id_project_id_index" on "project_members" ("user_id", "project_id");`);
    this.addSql(`create index "project_members_project_id_created_at_id_index" on "project_members" ("project_id", "created_at", "id");`);
    this.addSql(`alter table "project_members" add constraint "project_members_project_id_user_id_unique" unique ("project_id", "user_id");`);

    this.addSql(`create table "folders" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "project_id" uuid not null, "parent_id" uuid null, "name" text collate "C" not null, "deleted_at" timestamptz(3) null, "deleted_with_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "folders_organization_id_index" on "folders" ("organization_id");`);
    this.addSql(`create index "folders_project_id_index" on "folders" ("project_id");`);
    this.addSql(`create index "folders_parent_id_index" on "folders" ("parent_id");`);
    this.addSql(`create index "folders_deleted_with_id_index" on "folders" ("deleted_with_id") where deleted_with_id is not null;`);
    this.addSql(`create index "folders_project_id_deleted_at_id_index" on "folders" ("project_id", "deleted_at", "id") where deleted_at is not null and deleted_with_id is null;`);
    this.addSql(`create unique index "folders_parent_id_name_unique" on "folders" ("parent_id", "name") where deleted_at is null;`);
    this.addSql(`create unique index "folders_project_id_root_unique" on "folders" ("project_id") where parent_id is null;`);

    this.addSql(`create table "organization_members" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "user_id" uuid not null, "role" text not null, primary key ("id"));`);
    this.addSql(`create index "organization_members_user_id_organization_id_index" on "organization_members" ("user_id", "organization_id");`);
    this.addSql(`create index "organization_members_organization_id_created_at_id_index" on "organization_members" ("organization_id", "created_at", "id");`);
    this.addSql(`alter table "organization_members" add constraint "organization_members_organization_id_user_id_unique" unique ("organization_id", "user_id");`);

    this.addSql(`create table "files" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "project_id" uuid not null, "folder_id" uuid not null, "name" text collate "C" not null, "kind" text not null default 'GENERIC', "state" text not null, "mime_type" text not null, "size" bigint not null, "sha256" text null, "uploaded_by_id" uuid null, "current_version_id" uuid null, "deleted_at" timestamptz(3) null, "deleted_with_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "files_uploaded_by_id_index" on "files" ("uploaded_by_id");`);
    this.addSql(`create index "files_deleted_with_id_index" on "files" ("deleted_with_id") where deleted_with_id is not null;`);
    this.addSql(`create index "files_project_id_deleted_at_id_index" on "files" ("project_id", "deleted_at", "id") where deleted_at is not null and deleted_with_id is null;`);
    this.addSql(`create index "files_organization_id_size_id_index" on "files" ("organization_id", "size", "id") where deleted_at is null;`);
    this.addSql(`create index "files_organization_id_name_id_index" on "files" ("organization_id", "name", "id") where deleted_at is null;`);
    this.addSql(`create index "files_organization_id_updated_at_id_index" on "files" ("organization_id", "updated_at", "id") where deleted_at is null;`);
    this.addSql(`create index "files_organization_id_created_at_id_index" on "files" ("organization_id", "created_at", "id");`);
    this.addSql(`create index "files_folder_id_size_id_index" on "files" ("folder_id", "size", "id") where deleted_at is null;`);
    this.addSql(`create index "files_folder_id_updated_at_id_index" on "files" ("folder_id", "updated_at", "id") where deleted_at is null;`);
    this.addSql(`create index "files_folder_id_created_at_id_index" on "files" ("folder_id", "created_at", "id");`);
    this.addSql(`create index "files_project_id_size_id_index" on "files" ("project_id", "size", "id") where deleted_at is null;`);
    this.addSql(`create index "files_project_id_name_id_index" on "files" ("project_id", "name", "id") where deleted_at is null;`);
    this.addSql(`create index "files_project_id_updated_at_id_index" on "files" ("project_id", "updated_at", "id") where deleted_at is null;`);
    this.addSql(`create index "files_project_id_created_at_id_index" on "files" ("project_id", "created_at", "id");`);
    this.addSql(`create unique index "files_folder_id_name_unique" on "files" ("folder_id", "name") where deleted_at is null;`);

    this.addSql(`create table "file_versions" ("id" uuid not null, "created_at" timestamptz(3) not null, "organization_id" uuid not null, "file_id" uuid not null, "number" int not null, "state" text not null, "mime_type" text not null, "size" bigint not null, "sha256" text null, "uploaded_by_id" uuid null, "storage_key" text null, primary key ("id"));`);
    this.addSql(`create index "file_versions_uploaded_by_id_index" on "file_versions" ("uploaded_by_id");`);
    this.addSql(`create index "file_versions_organization_id_index" on "file_versions" ("organization_id");`);
    this.addSql(`alter table "file_versions" add constraint "file_versions_file_id_number_unique" unique ("file_id", "number");`);

    this.addSql(`create table "credentials" ("user_id" uuid not null, "password_hash" text not null, "changed_at" timestamptz(3) not null, primary key ("user_id"));`);

    this.addSql(`alter table "users" add constraint "users_system_role_check" check ("system_role" in ('USER', 'ADMIN'));`);

    this.addSql(`alter table "sessions" add constraint "sessions_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`);

    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_session_id_foreign" foreign key ("session_id") references "sessions" ("id") on delete cascade;`);

    this.addSql(`alter table "projects" add constraint "projects_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "projects" add constraint "projects_created_by_id_foreign" foreign key ("created_by_id") references "users" ("id") on delete set null;`);
    this.addSql(`alter table "projects" add constraint "projects_status_check" check ("status" in ('ACTIVE', 'ARCHIVED'));`);
    this.addSql(`alter table "projects" add constraint "projects_visibility_check" check ("visibility" in ('ORGANIZATION', 'PRIVATE'));`);

    this.addSql(`alter table "project_members" add constraint "project_members_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "project_members" add constraint "project_members_project_id_foreign" foreign key ("project_id") references "projects" ("id") on delete cascade;`);
    this.addSql(`alter table "project_members" add constraint "project_members_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`);
    this.addSql(`alter table "project_members" add constraint "project_members_role_check" check ("role" in ('MAINTAINER', 'EDITOR', 'VIEWER'));`);

    this.addSql(`alter table "folders" add constraint "folders_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "folders" add constraint "folders_project_id_foreign" foreign key ("project_id") references "projects" ("id") on delete cascade;`);
    this.addSql(`alter table "folders" add constraint "folders_parent_id_foreign" foreign key ("parent_id") references "folders" ("id") on delete cascade;`);

    this.addSql(`alter table "organization_members" add constraint "organization_members_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "organization_members" add constraint "organization_members_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`);
    this.addSql(`alter table "organization_members" add constraint "organization_members_role_check" check ("role" in ('OWNER', 'ADMIN', 'MEMBER', 'GUEST'));`);

    this.addSql(`alter table "files" add constraint "files_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "files" add constraint "files_project_id_foreign" foreign key ("project_id") references "projects" ("id") on delete cascade;`);
    this.addSql(`alter table "files" add constraint "files_folder_id_foreign" foreign key ("folder_id") references "folders" ("id") on delete cascade;`);
    this.addSql(`alter table "files" add constraint "files_uploaded_by_id_foreign" foreign key ("uploaded_by_id") references "users" ("id") on delete set null;`);
    this.addSql(`alter table "files" add constraint "files_kind_check" check ("kind" in ('GENERIC', 'TEST', 'APK'));`);
    this.addSql(`alter table "files" add constraint "files_state_check" check ("state" in ('UPLOADING', 'PROCESSING', 'READY', 'REJECTED'));`);

    this.addSql(`alter table "file_versions" add constraint "file_versions_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "file_versions" add constraint "file_versions_file_id_foreign" foreign key ("file_id") references "files" ("id") on delete cascade;`);
    this.addSql(`alter table "file_versions" add constraint "file_versions_uploaded_by_id_foreign" foreign key ("uploaded_by_id") references "users" ("id") on delete set null;`);
    this.addSql(`alter table "file_versions" add constraint "file_versions_state_check" check ("state" in ('UPLOADING', 'PROCESSING', 'READY', 'REJECTED'));`);

    this.addSql(`alter table "credentials" add constraint "credentials_user_id_foreign" foreign key ("user_id") references "users" ("id") on update cascade on delete cascade;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "projects" drop constraint "projects_organization_id_foreign";`);
    this.addSql(`alter table "project_members" drop constraint "project_members_organization_id_foreign";`);
    this.addSql(`alter table "folders" drop constraint "folders_organization_id_foreign";`);
    this.addSql(`alter table "organization_members" drop constraint "organization_members_organization_id_foreign";`);
    this.addSql(`alter table "files" drop constraint "files_organization_id_foreign";`);
    this.addSql(`alter table "file_versions" drop constraint "file_versions_organization_id_foreign";`);
    this.addSql(`alter table "sessions" drop constraint "sessions_user_id_foreign";`);
    this.addSql(`alter table "projects" drop constraint "projects_created_by_id_foreign";`);
    this.addSql(`alter table "project_members" drop constraint "project_members_user_id_foreign";`);
    this.addSql(`alter table "organization_members" drop constraint "organization_members_user_id_foreign";`);
    this.addSql(`alter table "files" drop constraint "files_uploaded_by_id_foreign";`);
    this.addSql(`alter table "file_versions" drop constraint "file_versions_uploaded_by_id_foreign";`);
    this.addSql(`alter table "credentials" drop constraint "credentials_user_id_foreign";`);
    this.addSql(`alter table "refresh_tokens" drop constraint "refresh_tokens_session_id_foreign";`);
    this.addSql(`alter table "project_members" drop constraint "project_members_project_id_foreign";`);
    this.addSql(`alter table "folders" drop constraint "folders_project_id_foreign";`);
    this.addSql(`alter table "files" drop constraint "files_project_id_foreign";`);
    this.addSql(`alter table "folders" drop constraint "folders_parent_id_foreign";`);
    this.addSql(`alter table "files" drop constraint "files_folder_id_foreign";`);
    this.addSql(`alter table "file_versions" drop constraint "file_versions_file_id_foreign";`);

    this.addSql(`drop table if exists "activities" cascade;`);
    this.addSql(`drop table if exists "consumer_checkpoints" cascade;`);
    this.addSql(`drop table if exists "event_log" cascade;`);
    this.addSql(`drop table if exists "notifications" cascade;`);
    this.addSql(`drop table if exists "organizations" cascade;`);
    this.addSql(`drop table if exists "outbox_events" cascade;`);
    this.addSql(`drop table if exists "event_stream_entries" cascade;`);
    this.addSql(`drop table if exists "event_streams" cascade;`);
    this.addSql(`drop table if exists "users" cascade;`);
    this.addSql(`drop table if exists "sessions" cascade;`);
    this.addSql(`drop table if exists "refresh_tokens" cascade;`);
    this.addSql(`drop table if exists "projects" cascade;`);
    this.addSql(`drop table if exists "project_members" cascade;`);
    this.addSql(`drop table if exists "folders" cascade;`);
    this.addSql(`drop table if exists "organization_members" cascade;`);
    this.addSql(`drop table if exists "files" cascade;`);
    this.addSql(`drop table if exists "file_versions" cascade;`);
    this.addSql(`drop table if exists "credentials" cascade;`);
  }

}
