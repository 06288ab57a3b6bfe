META
key;value
description;A yard of one's own
country;Nowhere
unit;Sosnovka
instance;2026
num_projects;5
num_votes;12
budget;600
vote_type;approval
rule;greedy
date_begin;01.09.2026
date_end;14.09.2026
max_length;3
currency;RUB
PROJECTS
project_id;cost;votes;name;selected
playground;360;7;Playground;1
parking;300;6;Parking lot;0
trees;150;5;Trees along the fence;1
lamps;240;5;Lamps;0
benches;60;3;Benches;1
VOTES
voter_id;vote
1;playground,parking
2;playground,parking
3;playground,parking
4;playground,parking
5;playground,parking
6;playground,parking
7;playground,trees
8;trees,lamps,benches
9;trees,lamps,benches
10;trees,lamps
11;lamps,benches
12;trees,lamps
