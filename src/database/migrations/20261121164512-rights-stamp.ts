import { Migration } from '@mikro-orm/migrations';

/**
 * A stamp on each person that moves, in the same transaction, with all that `authenticate` reads of their rights: whoever finds it
 * where it was knows that nothing has changed. Rows of `users` are locked by id, so that no two changes wait for each other.
 */
export class Migration20261121164512_rights_stamp extends Migration {

  override name = 'Migration20261121164512_rights_stamp';

  override up(): void | Promise<void> {
    this.addSql(`alter table "users" add "rights_stamp" bigint not null default 0;`);

    this.addSql(`
      create function move_rights_stamp() returns trigger language plpgsql as $$
      begin
        new.rights_stamp := old.rights_stamp + 1;
        return new;
      end $$;`);
    this.addSql(`
      create trigger rights_stamp before update of email, email_verified_at, system_role on users for each row
      when ((old.email, old.email_verified_at, old.system_role) is distinct from (new.email, new.email_verified_at, new.system_role))
      execute function move_rights_stamp();`);

    this.addSql(`
      create function move_rights_stamps_of_members() returns trigger language plpgsql as $$
      declare
        people uuid[];
      begin
        if tg_op = 'INSERT' then
          people := array(select distinct user_id from new_rows);
        elsif tg_op = 'DELETE' then
          people := array(select distinct user_id from old_rows);
        else
          people := array(
            select distinct unnest(array[was.user_id, now_is.user_id])
            from old_rows was full join new_rows now_is using (id)
            where to_jsonb(was) - 'updated_at' - 'revision' is distinct from to_jsonb(now_is) - 'updated_at' - 'revision'
          );
        end if;
        if cardinality(people) > 0 then
          perform from users where id = any (people) order by id for no key update;
          update users set rights_stamp = rights_stamp + 1 where id = any (people);
        end if;
        return null;
      end $$;`);
    for (const table of ['organization_members', 'project_members']) {
      this.addSql(`
        create trigger rights_stamp_added after insert on ${table} referencing new table as new_rows
        for each statement execute function move_rights_stamps_of_members();`);
      this.addSql(`
        create trigger rights_stamp_changed after update on ${table} referencing old table as old_rows new table as new_rows
        for each statement execute function move_rights_stamps_of_members();`);
      this.addSql(`
        create trigger rights_stamp_removed after delete on ${table} referencing old table as old_rows
        for each statement execute function move_rights_stamps_of_members();`);
    }

    // Who is being added at this moment would be overlooked: the lock waits for them, and they for it, by their foreign keys.
    this.addSql(`
      create function move_rights_stamps_of_organization() returns trigger language plpgsql as $$
      declare
        people uuid[];
      begin
        perform from organizations where id = new.id for update;
        people := array(select user_id from organization_members where organization_id = new.id);
        perform from users where id = any (people) order by id for no key update;
        update users set rights_stamp = rights_stamp + 1 where id = any (people);
        return null;
      end $$;`);
    this.addSql(`
      create trigger rights_stamp after update of deleted_at on organizations for each row
      when (old.deleted_at is distinct from new.deleted_at)
      execute function move_rights_stamps_of_organization();`);

    // A session that ends before its time; when its time is, whoever remembers the person knows.
    this.addSql(`
      create function move_rights_stamp_of_session() returns trigger language plpgsql as $$
      begin
        update users set rights_stamp = rights_stamp + 1 where id = old.user_id;
        return null;
      end $$;`);
    this.addSql(`
      create trigger rights_stamp_revoked after update of revoked_at, expires_at on sessions for each row
      when (old.revoked_at is distinct from new.revoked_at or new.expires_at < old.expires_at)
      execute function move_rights_stamp_of_session();`);
    this.addSql(`
      create trigger rights_stamp_removed after delete on sessions for each row
      when (old.revoked_at is null)
      execute function move_rights_stamp_of_session();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function move_rights_stamp, move_rights_stamps_of_members, move_rights_stamps_of_organization, move_rights_stamp_of_session cascade;`);
    this.addSql(`alter table "users" drop column "rights_stamp";`);
  }

}
