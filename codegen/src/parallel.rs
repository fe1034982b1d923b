//! Work on all processors.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the order of the items. Whichever processor is free takes the
/// next one.
pub(crate) fn map<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Drops something large, perhaps while others go on already.
pub(crate) fn drop_aside<T: Send + 'static>(large: T) {
    // Without another thread, it is dropped here.
    let _ = thread::Builder::new().spawn(move || drop(large));
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let numbers: Vec<u32> = (0..1000).collect();
        let expected: Vec<u32> = numbers.iter().map(|number| number * 2).collect();
        assert_eq!(map(&numbers, |number| number * 2), expected);
        assert!(map(&[], |number: &u32| *number).is_empty());
    }
}
