# Kinds of misconduct a simulation plants: planted-KIND.
planted-stuffing = Ballots added for voters who stayed away
planted-rounded-turnout = Turnout raised to a round percentage
planted-rounded-share = Leader’s share raised to a round percentage
planted-transfer = Votes for others counted for the leader
planted-drawn = One share written for every station of a district
planted-broken-arithmetic = Lines of the protocol that do not add up
planted-invented-digits = Last digits made up
