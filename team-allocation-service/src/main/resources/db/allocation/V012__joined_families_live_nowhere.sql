-- The family that goes on alone knows where it lives: an area that stays with a joined one would outlive a protection.
update family_place set area_code = null where state = 'JOINED' and area_code is not null;
