# What each test is: its title, the question it asks, what it holds the figures against, and how its size is read.
# Four texts a test: test-NAME-title, -about (question), -null, -reading.

test-arithmetic-title = Arithmetic of the protocols
test-arithmetic-about = Do the lines of each station’s protocol add up, and do they respect the limits the law sets?
test-arithmetic-null = No chance is involved: a rule holds at a station or it does not. A broken rule is an error in the record, whoever made it and for whatever reason.
test-arithmetic-reading = The number of stations that break at least one hard rule. The commission’s own software often enforces these rules, so a clean sheet says little about the count itself.

test-integer_percentages-title = Whole percentages
test-integer_percentages-about = Do more stations report a share (or, of turnout, a turnout) within 0.05 points of a whole percentage than counting produces?
test-integer_percentages-null = At every station the ballots issued and the votes for the option are independent binomial draws around the station’s own percentages. How many stations then land on a whole percentage is computed exactly, with the same cut at 99% that the stations themselves had to pass.
test-integer_percentages-reading = The size is the number of stations above what chance gives: for an option those with its share on a whole percentage, which alone decide on a flag. How many have the turnout or the share there stands beside it. The size counts stations whose figures look written rather than counted, not the votes that may have been invented.

test-homogeneity-title = Stations too much alike
test-homogeneity-about = Do the stations of one district agree with each other better than counting allows?
test-homogeneity-null = Voters decide independently, with one probability in the whole district. This binomial scatter is the least that honest stations can show: differences between neighbourhoods only add to it.
test-homogeneity-reading = Dispersion is the scatter of the stations divided by binomial scatter: 1 is the honest minimum, 6 to 18 is common, and values far below 1 mean the figures were not counted station by station.

test-shpilkin-title = Votes above ordinary turnout
test-shpilkin-about = How many votes does an option hold at stations with high turnout beyond the proportion seen where turnout is ordinary?
test-shpilkin-null = No hypothesis is tested. The votes of the option and of all others are taken to stand in one ratio wherever turnout is ordinary; that ratio is carried to the stations above.
test-shpilkin-reading = The size is in votes. The interval covers both the choice of the ordinary turnout and chance between districts. It is an estimate under its assumption, not a count of false ballots.

test-slopes-title = Votes gained with turnout
test-slopes-about = As turnout rises from station to station, does an option gain more votes than there are additional voters while all others lose votes?
test-slopes-null = An additional voter brings an option at most one vote, and takes none away from the others: the slope is at most 1, or the others’ slope at least 0.
test-slopes-reading = The slope is in votes for the option for each additional ballot issued. A slope above 1 together with a negative slope of the others is what moved votes look like; different electorates at high turnout can look so too.

test-last_digit-title = Last digits
test-last_digit-about = Do the last digits of the counts occur as often as counting makes them occur?
test-last_digit-null = Each count of at least 100 is a binomial draw around itself. The expected number of each digit follows exactly; it is close to one in ten but not equal to it where counts are small.
test-last_digit-reading = Chi-square on 9 degrees of freedom has mean 9. Large values mean that some digits are too common, as when people invent or round numbers.

test-log_vote_rate-title = Shape of the vote ratio
test-log_vote_rate-about = What shape has the distribution over stations of the logarithm of all other ballots over the option’s votes?
test-log_vote_rate-null = No hypothesis is tested. In many ordinary elections the shape is close to a bell, whose skewness and excess kurtosis are 0.
test-log_vote_rate-reading = A long left tail (negative skewness) comes from stations where nearly all ballots are for the option. Strongholds and local parties make such tails as well.

test-fingerprint-title = Turnout and share together
test-fingerprint-about = Where do the stations lie when turnout and share are seen together, and how many lie in the far corner above 95% of both?
test-fingerprint-null = No hypothesis is tested. Regions, towns and villages form clusters of their own in honest elections too.
test-fingerprint-reading = The correlation is weighted by voters on the roll. The far corner holds stations where at least 95% were issued a ballot and at least 95% of ballots found are for the option.

test-second_digit-title = Second digits
test-second_digit-about = Do the second digits of the counts follow Benford’s law?
test-second_digit-null = Shown only because others quote it. Honest vote counts need not follow Benford’s law, and clean elections break it harder than falsified ones.
test-second_digit-reading = Chi-square on 9 degrees of freedom. No conclusion is drawn from it here.
