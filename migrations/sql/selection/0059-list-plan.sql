-- What a list is made for: so many of the places that are free, and one wave. Null: all of them.
ALTER TABLE app.board_list ADD COLUMN places integer CHECK (places > 0), ADD COLUMN wave text;

-- Places of a run that no candidate could take.
ALTER TABLE app.board_run ADD COLUMN left_free integer NOT NULL DEFAULT 0 CHECK (left_free >= 0);
