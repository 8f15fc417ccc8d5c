-- The family that goes on alone knows where it lives: an area that stays with a joined one would outlive a protection.
update family set area_code = null where survivor_id is not null and area_code is not null;
