-- One registry: named documents beside one append-only chain of event lines.

do $$
begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the database is encoded in %, but UTF8 is required', current_setting('server_encoding');
  end if;
end
$$;

create table event (
  number bigint primary key,
  line   text   not null
);

create table document (
  folder text  collate "C" not null,
  name   text  collate "C" not null,
  bytes  bytea not null,
  primary key (folder, name)
);

-- The database holds the chain together against every writer, also one that is not the gate: numbers without gaps, and
-- a line that names its predecessor's digest names the right one.
create function chain_event() returns trigger language plpgsql as $$
declare
  last_number bigint;
  last_line text;
  expected text;
  named text := substring(new.line from '^\{"seq":[0-9]+,"prev":"([0-9a-f]{64})"');
begin
  execute format('select number, line from %I.event order by number desc limit 1', tg_table_schema)
    into last_number, last_line;
  if new.number is distinct from coalesce(last_number, 0) + 1 then
    raise exception 'event % follows event %, but the chain has no gaps', new.number, coalesce(last_number, 0);
  end if;
  expected := coalesce(encode(sha256(convert_to(last_line, 'UTF8')), 'hex'), repeat('0', 64));
  if named is distinct from expected and named is not null then
    raise exception 'event % names % as the digest of the line before, but that is %', new.number, named, expected;
  end if;
  return new;
end
$$;

create trigger chain_event before insert on event for each row execute function chain_event();

create function keep_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are only ever appended, but somebody tried to % one', lower(tg_op);
end
$$;

create trigger keep_events before update or delete on event for each row execute function keep_events();
create trigger keep_all_events before truncate on event for each statement execute function keep_events();
