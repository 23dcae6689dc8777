/** Words of the recommended prices: what a night should cost and why, the past replayed, and autopilot. */
export const recommend = {
  'rates.view.recommend': 'Recommendations',
  'recommend.parts': 'Parts of the recommendations',
  'recommend.part.prices': 'Prices',
  'recommend.part.backTest': 'Back-test',
  'recommend.part.autopilot': 'Autopilot and limits',
  'recommend.days': 'Nights ahead',
  'recommend.showIgnored': '{count, plural, one {Show # ignored} other {Show # ignored}}',
  'recommend.hideIgnored': 'Hide what is ignored',
  'recommend.summary':
    '{open, plural, =0 {Nothing to decide} one {# price to decide} other {# prices to decide}} · {unchanged, plural, =0 {no other price looked at} one {# price may stay} other {# prices may stay}} · from {nights, plural, one {# night} other {# nights}} of your own since {since}',
  'recommend.tooLittle':
    '{count, plural, one {# price of a night has} other {# prices of nights have}} too little history to say. It needs {fewest, plural, one {# night} other {# nights}} of the same time of year, within {weeks} weeks, on which somebody paid the plan’s own price.',

  'recommend.noHistory':
    'This hotel has no nights behind it yet, so there is nothing to learn from. Recommendations come by themselves: each night that is over counts from the next day on.',
  'recommend.noPlan':
    'Recommendations are made for the first plan in sale that follows no other one, and there is none.',
  'recommend.toPlans': 'Go to the plans',
  'recommend.nothing': 'Nothing to change.',
  'recommend.nothingDetail':
    '{unchanged, plural, =0 {On these nights there is no price that could be looked at.} one {# price was looked at and may stay as it is.} other {# prices were looked at and may stay as they are.}}',
  'recommend.nothingIgnored':
    '{count, plural, one {One recommendation is ignored: press I to see it.} other {# recommendations are ignored: press I to see them.}}',

  'recommend.list': 'Recommended prices',
  'recommend.col.night': 'Night',
  'recommend.col.type': 'Room type, reason',
  'recommend.col.left': 'Left',
  'recommend.col.now': 'Now',
  'recommend.col.new': 'New',
  'recommend.percent': '{percent} %',
  'recommend.selected': 'selected',
  'recommend.ignored': 'ignored',
  'recommend.acceptAll': '{count, plural, one {Accept # …} other {Accept all # …}}',
  'recommend.acceptSelected': '{count, plural, one {Accept # selected …} other {Accept # selected …}}',

  'recommend.reason.none': 'as guests paid before',
  'recommend.reason.weekday':
    '{way, select, more {{weekday} costs {size} % more} less {{weekday} costs {size} % less} other {{weekday} costs the same}}, {nights, plural, one {# night} other {# nights}}',
  'recommend.reason.season':
    '{way, select, more {this time costs {size} % more} less {this time costs {size} % less} other {this time costs the same}}, {nights, plural, one {# night} other {# nights}}',
  'recommend.reason.pace':
    '{sold} sold, {usual} usual {days, plural, =0 {on the day} one {# day out} other {# days out}}',
  'recommend.reason.event': '{name}, {percent} %',
  'recommend.reason.capacity':
    '{left, plural, =0 {none left} one {# left} other {# left}}, {usual} usual by now',

  'recommend.step.median.same_weekday': 'Median paid, same weekday',
  'recommend.step.median.any_weekday': 'Median paid, any weekday',
  'recommend.step.median.wider_season': 'Median paid, wider season',
  'recommend.step.weekday': 'This weekday',
  'recommend.step.season': 'This time of year',
  'recommend.step.pace.ahead': 'Ahead of the booking curve',
  'recommend.step.pace.behind': 'Behind the booking curve',
  'recommend.step.pace.as': 'On the booking curve',
  'recommend.step.event': 'Event: {name}',
  'recommend.step.capacity': 'Rooms that are left',
  'recommend.step.step': 'Limit: at most {percent} % a day',
  'recommend.step.bounds.floor': 'Not below the floor',
  'recommend.step.bounds.ceiling': 'Not above the ceiling',
  'recommend.step.rounding': 'Rounded',
  'recommend.step.computed': 'Computed',
  'recommend.step.recommended': 'Recommended',

  'recommend.evidence.year': '{year}: {amount}',
  'recommend.evidence.median':
    '{years}; {rooms, plural, one {# room} other {# rooms}} on {nights, plural, one {# night} other {# nights}}',
  'recommend.evidence.index': 'index {index} over {nights, plural, one {# night} other {# nights}} like it',
  'recommend.evidence.pace':
    '{sold} sold, {usual} usual {days, plural, =0 {on the day} one {# day out} other {# days out}}; mostly {low} to {high}',
  'recommend.evidence.eventPast':
    '{percent} % on {nights, plural, one {# night} other {# nights}} of it before',
  'recommend.evidence.eventOwn': '{percent} %, as the event says: it was not on often enough before',
  'recommend.evidence.capacity':
    '{left} left, {usualLeft} usual by now; {asked} are usually sold from here on',
  'recommend.evidence.step': 'now {current}, so {limit} at the furthest',
  'recommend.evidence.floor': 'floor {amount}',
  'recommend.evidence.ceiling': 'ceiling {amount}',
  'recommend.evidence.bounds': '{floor}, {ceiling}',
  'recommend.evidence.noFloor': 'no floor',
  'recommend.evidence.noCeiling': 'no ceiling',
  'recommend.evidence.rounding':
    'to {rounding, select, up {the next higher} down {the next lower} other {the nearest}} multiple of {amount}',

  'recommend.explained': 'The price explained',
  'recommend.waterfall': 'How {price} comes about',
  'recommend.waterfall.about': '{type}, {plan}, {day} · {currency}, the scale begins at {from}',
  'recommend.waterfall.step': 'Step',
  'recommend.waterfall.evidence': 'What it rests on',
  'recommend.waterfall.price': 'Price',
  'recommend.tooLittleHere':
    'There is too little history for this night: fewer than {fewest} nights of the same time of year on which somebody paid the plan’s own price.',

  'recommend.curve': 'Booking curve',
  'recommend.curve.about': '{type}, rooms sold for {day}, by days before it',
  'recommend.curve.now': 'this night: {sold} sold',
  'recommend.curve.usual': 'usual: {usual}',
  'recommend.curve.band': 'middle 80 % of the nights compared',
  'recommend.curve.rooms': '{rooms, plural, one {# room} other {# rooms}}',
  'recommend.curve.today': '{days} (today)',
  'recommend.curve.spoken':
    'Rooms sold by days before the night. {points}. The hotel has {rooms, plural, one {# room} other {# rooms}} of this type.',
  'recommend.curve.point':
    '{days, plural, =0 {on the day} one {# day before} other {# days before}}: {sold} sold, usual {usual}, mostly {low} to {high}',
  'recommend.curve.pointAhead':
    '{days, plural, =0 {on the day} one {# day before} other {# days before}}: usual {usual}, mostly {low} to {high}',

  'recommend.decide': 'Decide',
  'recommend.decide.about': '{day}, {type}, {plan}',
  'recommend.accept': 'Accept {price}',
  'recommend.edit': 'Edit',
  'recommend.ignore': 'Ignore',
  'recommend.from': 'from {now} to {next}',
  'recommend.change': '{amount}, {percent} %',
  'recommend.price': 'Price for {adults}, {currency}',
  'recommend.priceIssue': 'Type the price of the night, such as 184 or 184.50.',
  'recommend.use': 'Use this price',
  'recommend.back': 'Back',
  'recommend.hint':
    'The prices for other numbers of guests keep their distance, and plans that follow change with it. What is ignored comes back when it moves by more than 5 %.',
  'recommend.decided.accepted': 'Last decided {when}: {price} was accepted.',
  'recommend.decided.edited': 'Last decided {when}: {price} instead of {recommended}.',
  'recommend.decided.autopilot': 'Autopilot took {price} {when}.',
  'recommend.decided.ignored': 'Ignored {when}, when {recommended} was recommended.',

  'recommend.options': 'If the price were',
  'recommend.options.price': 'Price',
  'recommend.options.sells': 'Sells of {left}',
  'recommend.options.revenue': 'Revenue',
  'recommend.options.range': 'Middle 80 %',
  'recommend.options.now': 'now',
  'recommend.options.recommended': 'recommended',
  'recommend.options.span': '{low}–{high}',
  'recommend.elasticity':
    'On the nights compared, one percent more of price went with {mid} % of rooms (middle 80 %: {low} to {high}). What is reckoned with lies between −3 and −0.1: nobody books because a night is dear.',
  'recommend.noElasticity':
    'The nights compared have too few different prices to say how rooms follow the price. Reckoned with: half a percent fewer rooms for one percent more.',

  'recommend.effect.accept':
    '{count, plural, one {# price changes} other {# prices change}} on {nights, plural, one {# night} other {# nights}}, {isOne, select, yes {by {least}} other {by {least} to {most}}}; {left, plural, one {# room} other {# rooms}} left.',
  'recommend.effect.ignore':
    '{count, plural, one {# recommendation is} other {# recommendations are}} ignored; no price changes.',
  'recommend.effect.first': '{first} – {last}; {types}',
  'recommend.effect.oneNight': '{first}; {types}',
  'recommend.effect.undoable': 'Ctrl+Z takes it back.',
  'recommend.effect.name': 'What this will do',
  'recommend.commit.accept': '{count, plural, one {Accept # price} other {Accept # prices}}',
  'recommend.commit.edit': 'Use this price',
  'recommend.commit.ignore': '{count, plural, one {Ignore #} other {Ignore #}}',
  'recommend.done.accept': '{count, plural, one {# price is} other {# prices are}} set as recommended.',
  'recommend.done.edit': 'The price is set to {price}.',
  'recommend.done.ignore':
    '{count, plural, one {# recommendation is ignored.} other {# recommendations are ignored.}}',

  'recommend.key.select': 'select',
  'recommend.key.range': 'select a range',
  'recommend.key.accept': 'accept',
  'recommend.key.all': 'accept all or the selected',
  'recommend.key.days': 'fewer, more nights',
  'recommend.key.ignored': 'show ignored',

  'backTest.span': 'Which nights',
  'backTest.span.quarter': 'Last 90 days',
  'backTest.span.year': 'Last 12 months',
  'backTest.span.dates': 'Dates',
  'backTest.from': 'First night',
  'backTest.last': 'Last night',
  'backTest.whatIf': 'If a price moved by at most',
  'backTest.whatIfUnit': '% a day',
  'backTest.whatIfIssue': 'From 1 to 100.',
  'backTest.about':
    'Each night is priced 30, 14, 7 and 3 days before it, knowing only what was known then. What was booked before stays as it was; who booked after would have paid the other price, and as many rooms would have sold as nights like it say.',

  'backTest.earned.more':
    'The recommendations would have earned {amount} {currency} more: {percent} % of {charged}.',
  'backTest.earned.less':
    'The recommendations would have earned {amount} {currency} LESS: {percent} % of {charged}.',
  'backTest.earned.same': 'The recommendations would have earned as much as was charged.',
  'backTest.range.sure': 'Most likely between {low} and {high}.',
  'backTest.range.unsure':
    'That is not certain: most likely between {low} and {high}, so it may have been more or less.',
  'backTest.tooLittle': 'There is too little history to say.',
  'backTest.tooLittleDetail':
    'None of the {count, plural, one {# night} other {# nights}} of room types had enough nights like it behind it: it takes {fewest} of the same time of year, on which somebody paid the plan’s own price.',
  'backTest.noNights':
    'No night of this time was kept here. The hotel’s own nights are needed to replay them.',
  'backTest.mostlyTooLittle':
    'More nights had too little history than could be replayed. Those count as they were charged, so this says little.',

  'backTest.chart': 'Revenue a week, recommended minus charged',
  'backTest.chart.line': 'the line adds up',
  'backTest.chart.spoken':
    'Recommended minus charged for {weeks, plural, one {# week} other {# weeks}}; the table after it has the numbers.',
  'backTest.table': 'Charged and replayed by week',
  'backTest.week': 'Week from',
  'backTest.charged': 'Charged',
  'backTest.replayed': 'Replayed',
  'backTest.difference': 'Difference',
  'backTest.sum': 'Sum so far',
  'backTest.percent': 'In percent',
  'backTest.percentRange': 'Middle 80 %',
  'backTest.weeksBetter': 'Weeks that were better',
  'backTest.weeksOf': '{better} of {all}',
  'backTest.worst': 'Worst week',
  'backTest.nights': 'Nights replayed',
  'backTest.nightsTooLittle': 'Too little history',
  'backTest.floor': 'Ended at the floor',
  'backTest.ceiling': 'Ended at the ceiling',
  'backTest.figures': 'What came of it, {currency}',

  'autopilot.form': 'Autopilot and limits',
  'autopilot.step': 'A recommendation moves a price by at most',
  'autopilot.stepUnit': '% a day',
  'autopilot.mode': 'Autopilot',
  'autopilot.mode.off': 'Off: every price is decided by somebody.',
  'autopilot.mode.within_percent': 'Takes a recommendation that is close to the price that stands.',
  'autopilot.mode.within_bounds': 'Takes every recommendation; floor and ceiling hold.',
  'autopilot.percent': 'Close means within',
  'autopilot.percentUnit': '% of the price that stands',
  'autopilot.days': 'For the next',
  'autopilot.daysUnit': 'nights',
  'autopilot.rule':
    'Autopilot looks once a business date, at the nights from then on. What it takes stands in the journal and is undone like any other change. It takes nothing that somebody ignored.',
  'autopilot.types': 'Room types',
  'autopilot.type': 'Room type',
  'autopilot.floor': 'Floor, {currency}',
  'autopilot.ceiling': 'Ceiling, {currency}',
  'autopilot.takes': 'Autopilot',
  'autopilot.takes.yes': 'looks at it',
  'autopilot.takes.no': 'leaves it alone',
  'autopilot.none': 'none',
  'autopilot.missing':
    '{count, plural, one {{types} has no floor or no ceiling, so autopilot leaves it alone.} other {{types} have no floor or no ceiling, so autopilot leaves them alone.}}',
  'autopilot.allBound': 'Every room type has a floor and a ceiling.',
  'autopilot.toBounds': 'Set floors and ceilings',
  'autopilot.saved': 'The limits are saved.',
  'autopilot.issue': 'From {min} to {max}.',
} as const
